/** Wire records of sessions, as the contract's {@code session} schema has them. */
@NullMarked
package io.ostiary.contract.session;

import org.jspecify.annotations.NullMarked;
