/** Wire records of sessions, as the contract's {@code session} schema has them. */
package io.ostiary.contract.session;
