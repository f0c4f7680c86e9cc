/**
 * The reference's own Java client, {@code kratos-client}, against a running stack.
 *
 * <p>{@link io.ostiary.suite.sdk.SdkIT} calls every operation of {@code contract/operations.txt}
 * and reads the typed answers back: what that client can't read, no application that uses it can.
 */
package io.ostiary.suite.sdk;
