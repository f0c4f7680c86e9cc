/** The traits of an identity, changed by their owner. identity-service validates and keeps them. */
@NullMarked
package io.ostiary.flow.method.profile;

import org.jspecify.annotations.NullMarked;
