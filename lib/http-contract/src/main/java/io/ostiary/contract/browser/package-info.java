/**
 * What browsers carry: the session cookie, the anti-forgery cookie and its tokens, and the
 * addresses they may be sent to.
 */
package io.ostiary.contract.browser;
