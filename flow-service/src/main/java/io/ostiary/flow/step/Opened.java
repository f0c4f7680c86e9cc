package io.ostiary.flow.step;

import io.ostiary.flow.secret.OneTimeSecret;

/**
 * Somebody brought a one-time secret that is right, not used and not expired. The flow claims it.
 *
 * @param by the word of the contract for it in a session's authentications, such as {@code code_recovery}
 * @param byLink whether the answer goes to the browser in which a link was opened, whoever asked for it
 */
public record Opened(OneTimeSecret secret, String by, boolean byLink) {}
