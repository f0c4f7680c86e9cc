/** The ways to authenticate, one folder each. No method knows another. */
package io.ostiary.flow.method;
