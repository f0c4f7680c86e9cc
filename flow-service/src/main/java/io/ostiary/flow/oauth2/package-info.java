/**
 * The login side of an OAuth2 server that has people sign in here ({@code oauth2_provider.url}; Ory Hydra's admin API).
 *
 * <p>The server sends a browser with a {@code login_challenge}. {@link io.ostiary.flow.oauth2.LoginChallenges} asks the
 * server what it wants ({@link io.ostiary.flow.oauth2.LoginRequest}) and keeps the challenge in the flow; once somebody has
 * signed in, it tells the server who, and the browser goes where the server says. {@code OAuth2Server} is the one class
 * that talks to it, bounded by {@code lib/outbound}. A server that is away gives the client 503 with {@code Retry-After}.
 */
@NullMarked
package io.ostiary.flow.oauth2;

import org.jspecify.annotations.NullMarked;
