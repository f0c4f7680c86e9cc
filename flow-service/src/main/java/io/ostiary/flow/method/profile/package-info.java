/** The traits of an identity, changed by their owner. identity-service validates and keeps them. */
package io.ostiary.flow.method.profile;
