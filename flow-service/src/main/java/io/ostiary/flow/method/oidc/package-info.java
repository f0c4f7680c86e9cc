/**
 * Signing in with an account elsewhere: OpenID Connect, OAuth 2.0 and, for one provider, OAuth 1.0a.
 *
 * <pre>
 * submit ── SendAway ──▶ provider ──▶ callback ── OidcCallback ──▶ submit again, with an Arrival ──▶ Account
 *                                                                    ├ known    ▶ Proof
 *                                                                    ├ unknown  ▶ NewIdentity (ClaimsMapper)
 *                                                                    └ settings ▶ Change
 * </pre>
 *
 * <p>What a browser leaves behind (the submission, the verifier of PKCE) lies sealed in its flow; {@code state} names the
 * flow, and the browser's own mark tells that it is the one which left. A {@code state} is redeemed once: {@link
 * io.ostiary.flow.method.oidc.Arrival} claims it, and keeps the account for when the flow takes its step again.
 *
 * <p>All providers go by one of two implementations ({@link io.ostiary.flow.method.oidc.CodeProvider}, {@link
 * io.ostiary.flow.method.oidc.OAuth1Provider}); what is special about a vendor is an entry in {@link
 * io.ostiary.flow.method.oidc.Vendors}. Every call goes by {@link io.ostiary.flow.method.oidc.Wire}, within bounds.
 *
 * <p>Codes, tokens and verifiers never reach a log, an error or an address of the suite.
 */
@NullMarked
package io.ostiary.flow.method.oidc;

import org.jspecify.annotations.NullMarked;
