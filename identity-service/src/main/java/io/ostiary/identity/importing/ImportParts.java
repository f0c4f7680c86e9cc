package io.ostiary.identity.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.importing.ImportBody.Section;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is imported: the contract has for each type a layout of its own, which is not that of
 * the stored config. Pure.
 */
final class ImportParts {

    /**
     * What is imported of one type.
     *
     * @param items one or more to be added, where the type is a list
     * @param rest what the config holds beside the items
     * @param identifiers what finds the identity by it, beside what the items themselves give
     */
    record Part(CredentialsType type, List<JsonNode> items, ObjectNode rest, List<String> identifiers) {}

    private final ImportBody body;
    private final String owner;
    private final List<Part> parts = new ArrayList<>();

    private ImportParts(ImportBody body, UUID owner) {
        this.body = body;
        this.owner = owner.toString();
    }

    /**
     * The parts of what was sent, but for the password.
     *
     * @throws ProblemException when one of them can't be read
     */
    static List<Part> of(ImportBody body, UUID owner) {
        ImportParts reader = new ImportParts(body, owner);
        reader.links(CredentialsType.OIDC, body.oidc());
        reader.links(CredentialsType.SAML, body.saml());
        reader.keys(CredentialsType.WEBAUTHN, body.webauthn());
        reader.keys(CredentialsType.PASSKEY, body.passkey());
        reader.codes();
        reader.totp();
        reader.others();
        return reader.parts;
    }

    private void links(CredentialsType type, @Nullable Section<ImportBody.Links> section) {
        if (section != null) {
            List<JsonNode> links = new ArrayList<>();
            String at = at(type) + ".providers";
            for (ImportBody.Link link : orEmpty(config(type, section).providers(), at)) {
                if (isBlank(link.provider()) || isBlank(link.subject())) {
                    throw refused(at + "." + links.size() + " needs provider and subject.");
                }
                links.add(stored(link, type.equals(CredentialsType.OIDC)));
            }
            parts.add(new Part(type, links, Json.object(), List.of()));
        }
    }

    private static ObjectNode stored(ImportBody.Link link, boolean mayAutoLink) {
        ObjectNode stored = Json.object()
                .put("subject", link.subject())
                .put("provider", link.provider())
                .put("initial_id_token", "")
                .put("initial_access_token", "")
                .put("initial_refresh_token", "");
        if (link.organization() != null) {
            stored.put("organization", link.organization().toString());
        }
        if (mayAutoLink && link.useAutoLink()) {
            stored.put("use_auto_link", true);
        }
        return stored;
    }

    private void keys(CredentialsType type, @Nullable Section<ImportBody.Keys> section) {
        if (section == null) {
            return;
        }
        String handle = Objects.requireNonNullElse(config(type, section).userHandle(), "");
        List<JsonNode> keys = orEmpty(config(type, section).credentials(), at(type) + ".credentials");
        boolean found = type.equals(CredentialsType.PASSKEY);
        if (found && (keys.isEmpty() || isBlank(handle))) {
            throw refused(at(type) + " needs a user_handle and at least one entry in credentials.");
        }
        ObjectNode rest = isBlank(handle) ? Json.object() : Json.object().put("user_handle", handle);
        parts.add(new Part(type, keys, rest, found ? List.of(text(handle)) : List.of()));
    }

    private void codes() {
        if (body.lookupSecret() != null) {
            List<JsonNode> codes = orEmpty(
                            config(CredentialsType.LOOKUP_SECRET, body.lookupSecret())
                                    .codes(),
                            at(CredentialsType.LOOKUP_SECRET) + ".codes")
                    .stream()
                    .map(ImportParts::code)
                    .toList();
            parts.add(new Part(CredentialsType.LOOKUP_SECRET, codes, Json.object(), List.of(owner)));
        }
    }

    private static JsonNode code(JsonNode said) {
        JsonNode usedAt = said.path("used_at");
        boolean fresh = usedAt.isMissingNode() || usedAt.isNull();
        if (!said.path("code").isTextual() || !fresh && !usedAt.isTextual()) {
            throw refused(at(CredentialsType.LOOKUP_SECRET)
                    + ".codes: an entry has its code, and in used_at the time of its use or null.");
        }
        return Json.object()
                .put("code", said.path("code").textValue())
                .put("used_at", fresh ? null : usedAt.textValue());
    }

    private void totp() {
        if (body.totp() != null) {
            Secret url = config(CredentialsType.TOTP, body.totp()).totpUrl();
            ObjectNode config = Json.object().put("totp_url", url == null ? "" : url.reveal());
            parts.add(new Part(CredentialsType.TOTP, List.of(), config, List.of(owner)));
        }
    }

    /** Types that somebody has added; a word that is no type is refused, as the contract has it. */
    private void others() {
        for (Map.Entry<String, JsonNode> each : body.others().entrySet()) {
            CredentialsType type = CredentialsType.find(each.getKey())
                    .orElseThrow(() -> refused("credentials." + each.getKey() + " is no type of credentials."));
            if (!type.shape().isFollowingTraits() && each.getValue().path("config") instanceof ObjectNode config) {
                List<String> identifiers = new ArrayList<>();
                each.getValue().path("identifiers").forEach(identifier -> identifiers.add(identifier.asText()));
                parts.add(new Part(type, type.shape().items(config), config, identifiers));
            }
        }
    }

    /** A user handle is text in practice; other bytes stay base64. */
    private static String text(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? text : base64;
        } catch (CharacterCodingException e) {
            return base64;
        } catch (IllegalArgumentException e) {
            throw refused(at(CredentialsType.PASSKEY) + ".user_handle is base64.");
        }
    }

    private static String at(CredentialsType type) {
        return "credentials." + type.wire() + ".config";
    }

    private static <T> T config(CredentialsType type, Section<T> section) {
        return Optional.ofNullable(section.config()).orElseThrow(() -> refused(at(type) + " is an object."));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list, String at) {
        if (list != null && list.stream().anyMatch(Objects::isNull)) {
            throw refused(at + " holds null.");
        }
        return list == null ? List.of() : list;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
