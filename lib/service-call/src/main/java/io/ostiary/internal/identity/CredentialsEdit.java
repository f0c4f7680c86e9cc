package io.ostiary.internal.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of an identity's credentials of one type. An item is one key, one provider
 * link, one backup code; the word that finds it is what its type says (a key's {@code id}, a link's
 * {@code provider:subject}, a code's {@code code}).
 */
@JsonTypeInfo(use = Id.NAME, property = "edit")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CredentialsEdit.Replace.class, name = "replace"),
    @JsonSubTypes.Type(value = CredentialsEdit.Add.class, name = "add"),
    @JsonSubTypes.Type(value = CredentialsEdit.Take.class, name = "take"),
    @JsonSubTypes.Type(value = CredentialsEdit.Note.class, name = "note")
})
public sealed interface CredentialsEdit {

    /**
     * In place of what there was: a TOTP secret, a set of backup codes.
     *
     * @param config the whole config, sealed
     * @param identifiers what finds the identity by it; for lists whose items have identifiers of
     *     their own these are added to them
     */
    record Replace(SealedConfig config, List<String> identifiers) implements CredentialsEdit {}

    /**
     * One item more: a key, a provider link. An item of the same word is replaced, so that a repeat
     * changes nothing.
     *
     * @param item the item, sealed
     * @param identifiers what finds the identity by it, beyond what its type derives from the item
     *     itself, such as a user handle
     * @param beside what the config holds beside its items, sealed: each field is set where the config
     *     lacks it; null: nothing
     */
    record Add(
            SealedConfig item,
            List<String> identifiers,
            @Nullable SealedConfig beside) implements CredentialsEdit {

        /** An item alone. */
        public Add(SealedConfig item, List<String> identifiers) {
            this(item, identifiers, null);
        }

        /** An item that brings its identifier itself, or has none. */
        public static Add of(SealedConfig item) {
            return new Add(item, List.of());
        }
    }

    /**
     * One item less, or the whole type; refused as {@link Changes.Refusal#LAST_FIRST_FACTOR} where
     * nothing would be left to sign in with.
     *
     * @param item the item's word; null: all of the type
     */
    record Take(@Nullable String item) implements CredentialsEdit {}

    /**
     * Bookkeeping on one item: a sign count, a used backup code. It is written only if the item is
     * still as it was: of any number of attempts one wins, the others are refused as {@link
     * Changes.Refusal#LOST}. Others don't notice: no event, and the identity's version stays.
     *
     * @param item the item's word
     * @param before the item as it was seen, sealed
     * @param after the item as it is to be, sealed
     */
    record Note(String item, SealedConfig before, SealedConfig after) implements CredentialsEdit {}
}
