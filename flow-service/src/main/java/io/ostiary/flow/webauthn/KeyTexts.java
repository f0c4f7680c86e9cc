package io.ostiary.flow.webauthn;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.flow.step.Step;

/** What people are told about keys, in all flows alike. */
public final class KeyTexts {

    /** The field at which the contract says that a key can't be removed, whatever its type. */
    public static final String REMOVE = "webauthn_remove";

    private KeyTexts() {}

    /** The browser's answer can't be read. */
    public static <D> Step<D> unreadable() {
        return Step.refused(null, reason("The answer of the security key or passkey can't be read. Try again."));
    }

    /** It can be read and isn't taken. Nobody guesses at signatures, so it doesn't count as a guess. */
    public static <D> Step<D> wrong() {
        return Step.refused(null, Text.WEBAUTHN_WRONG.plain());
    }

    /** The person has that key already. */
    public static <D> Step<D> known(String field) {
        return Step.refused(field, reason("This security key or passkey is on your account already."));
    }

    /** There is no such key to remove. */
    public static <D> Step<D> notThere() {
        return Step.refused(null, reason("There is no such security key or passkey on your account."));
    }

    /** Without it nobody could sign in any more. */
    public static <D> Step<D> last() {
        return Step.refused(
                REMOVE, reason("This is the last way to sign in to your account. Set up another one first."));
    }

    /** A text that names a key. */
    public static UiText naming(Text text, SecurityKey key) {
        return text.with(Json.object()
                .put("display_name", key.name())
                .put("added_at", key.addedAt().toString())
                .put("added_at_unix", key.addedAt().getEpochSecond()));
    }

    private static UiText reason(String reason) {
        return Text.REASON.with("reason", reason);
    }
}
