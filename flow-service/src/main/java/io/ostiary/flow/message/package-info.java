/**
 * Messages to people: written as effects for courier-service in the transaction that decides,
 * delivered at once after it.
 */
@NullMarked
package io.ostiary.flow.message;

import org.jspecify.annotations.NullMarked;
