/**
 * What browsers carry: the session cookie, the anti-forgery cookie and its tokens, and the
 * addresses they may be sent to.
 */
@NullMarked
package io.ostiary.contract.browser;

import org.jspecify.annotations.NullMarked;
