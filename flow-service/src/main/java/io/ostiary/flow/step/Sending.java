package io.ostiary.flow.step;

import io.ostiary.flow.message.Letter;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.Purpose;
import java.util.List;

/**
 * One-time secrets that a form waits for, and the letters that carry them. The flow stores the secrets with the form,
 * in place of earlier ones of that purpose, and hands the letters over without waiting for them, so that an answer takes
 * as long whether there is a letter or not.
 *
 * @param secrets for an address that nobody has one that nobody gets to know, so that it costs the same work
 * @param letters none for such an address, unless strangers are told
 */
public record Sending(Purpose purpose, List<NewSecret> secrets, List<Letter> letters) {}
