/**
 * A method from beginning to end, for those who write one: people sign in, or add a second factor, by naming their favourite
 * colour. It is not for use; each naming works once in a flow.
 */
@NullMarked
package io.ostiary.flow.method.sample;

import org.jspecify.annotations.NullMarked;
