/**
 * Messages to people: written as effects for courier-service in the transaction that decides,
 * delivered at once after it.
 */
package io.ostiary.flow.message;
