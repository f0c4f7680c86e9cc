/**
 * Session tokens: how they are made and checked, and where a request carries one.
 *
 * <p>{@link io.ostiary.session.token.SessionToken} is the token, {@link
 * io.ostiary.session.token.TokenHash} the only form of it that is stored or remembered, {@link
 * io.ostiary.session.token.RequestToken} what a request brought. A token is never logged and never
 * compared in clear text.
 */
@NullMarked
package io.ostiary.session.token;

import org.jspecify.annotations.NullMarked;
