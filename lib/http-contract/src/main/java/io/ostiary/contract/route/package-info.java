/**
 * What stands before every service's own endpoints: which listener a request came through, the
 * contract's paths and methods, the wrong side, cross-origin rules and the anti-forgery cookie.
 *
 * <p>Start reading at {@link io.ostiary.contract.route.Gate}. The table is {@code
 * routes/contract.txt}.
 */
@NullMarked
package io.ostiary.contract.route;

import org.jspecify.annotations.NullMarked;
