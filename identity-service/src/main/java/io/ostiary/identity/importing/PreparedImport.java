package io.ostiary.identity.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.credentials.ProviderLinks;
import io.ostiary.identity.importing.ImportBody.Section;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Credentials from elsewhere whose password is hashed already. What is left is pure: putting them
 * in with those that an identity has. A password, and a shared secret, replaces; links, keys and
 * codes are added.
 *
 * @param body what was sent, or null
 * @param passwordHash of the password, or null
 */
public record PreparedImport(ImportBody body, String passwordHash) {

    /** Whether there is nothing to import. */
    public boolean isEmpty() {
        return body == null;
    }

    /**
     * The identity's credentials after the import.
     *
     * @param owner the identity
     * @param present what it has
     * @throws ProblemException when a part can't be read, or a provider link is there already
     */
    public List<Credentials> into(List<Credentials> present, UUID owner, Instant now) {
        if (body == null) {
            return present;
        }
        Merge merge = new Merge(present, now);
        if (body.password() != null) {
            merge.put(CredentialsType.PASSWORD, passwordConfig(), List.of());
        }
        links(merge, CredentialsType.OIDC, body.oidc());
        links(merge, CredentialsType.SAML, body.saml());
        keys(merge, CredentialsType.WEBAUTHN, body.webauthn());
        keys(merge, CredentialsType.PASSKEY, body.passkey());
        codes(merge, owner);
        totp(merge, owner);
        return List.copyOf(merge.result);
    }

    private ObjectNode passwordConfig() {
        return passwordHash == null
                ? Json.object().put("use_password_migration_hook", true)
                : Json.object().put("hashed_password", passwordHash);
    }

    private static void links(Merge merge, CredentialsType type, Section<ImportBody.Links> section) {
        if (section == null) {
            return;
        }
        ArrayNode providers = merge.list(type, "providers");
        Set<String> present = merge.identifiers(type);
        Set<String> identifiers = new LinkedHashSet<>();
        for (ImportBody.Link link : orEmpty(config(section).providers())) {
            if (isBlank(link.provider()) || isBlank(link.subject())) {
                throw refused("A provider link needs provider and subject.");
            }
            String identifier = ProviderLinks.identifier(link.provider(), link.subject());
            if (present.contains(identifier) || !identifiers.add(identifier)) {
                throw new ProblemException(new Problem.Conflict("The identity has such a provider link already."));
            }
            providers.add(stored(type, link));
        }
        merge.put(type, Json.object().set("providers", providers), identifiers);
    }

    private static ObjectNode stored(CredentialsType type, ImportBody.Link link) {
        ObjectNode stored = Json.object()
                .put("subject", link.subject())
                .put("provider", link.provider())
                .put("initial_id_token", "")
                .put("initial_access_token", "")
                .put("initial_refresh_token", "");
        if (link.organization() != null) {
            stored.put("organization", link.organization().toString());
        }
        if (type == CredentialsType.OIDC && link.useAutoLink()) {
            stored.put("use_auto_link", true);
        }
        return stored;
    }

    private static void keys(Merge merge, CredentialsType type, Section<ImportBody.Keys> section) {
        if (section == null) {
            return;
        }
        ObjectNode config = merge.config(type);
        ArrayNode keys = merge.list(type, "credentials");
        for (JsonNode key : orEmpty(config(section).credentials())) {
            replaceOrAdd(keys, key);
        }
        config.set("credentials", keys);
        Set<String> identifiers = new LinkedHashSet<>();
        if (!isBlank(config(section).userHandle())) {
            config.put("user_handle", config(section).userHandle());
            if (type == CredentialsType.PASSKEY) {
                identifiers.add(text(config(section).userHandle()));
            }
        }
        if (type == CredentialsType.PASSKEY
                && (keys.isEmpty() || config.path("user_handle").asText().isEmpty())) {
            throw refused("Passkeys need a user_handle and at least one entry.");
        }
        merge.put(type, config, identifiers);
    }

    private static void replaceOrAdd(ArrayNode keys, JsonNode key) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).path("id").equals(key.path("id"))) {
                keys.set(i, key);
                return;
            }
        }
        keys.add(key);
    }

    private void codes(Merge merge, UUID owner) {
        if (body.lookupSecret() != null) {
            ArrayNode codes = merge.list(CredentialsType.LOOKUP_SECRET, "recovery_codes");
            orEmpty(config(body.lookupSecret()).codes()).forEach(each -> codes.add(code(each)));
            merge.put(
                    CredentialsType.LOOKUP_SECRET,
                    Json.object().set("recovery_codes", codes),
                    List.of(owner.toString()));
        }
    }

    private static ObjectNode code(JsonNode said) {
        JsonNode usedAt = said.path("used_at");
        boolean fresh = usedAt.isMissingNode() || usedAt.isNull();
        if (!said.path("code").isTextual() || !fresh && !usedAt.isTextual()) {
            throw refused("A backup code has its code, and the time of its use or null.");
        }
        return Json.object()
                .put("code", said.path("code").textValue())
                .put("used_at", fresh ? null : usedAt.textValue());
    }

    private void totp(Merge merge, UUID owner) {
        if (body.totp() != null) {
            Secret url = config(body.totp()).totpUrl();
            merge.put(
                    CredentialsType.TOTP,
                    Json.object().put("totp_url", url == null ? "" : url.reveal()),
                    List.of(owner.toString()));
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
            throw refused("The user_handle is not base64.");
        }
    }

    private static <T> T config(Section<T> section) {
        return Optional.ofNullable(section.config()).orElseThrow(() -> refused("The credentials' config is missing."));
    }

    private static <T> List<T> orEmpty(List<T> list) {
        if (list != null && list.contains(null)) {
            throw refused("An entry of a list is null.");
        }
        return list == null ? List.of() : list;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }

    /** The credentials while they are put together. */
    private static final class Merge {

        private final List<Credentials> result;
        private final Instant now;

        Merge(List<Credentials> present, Instant now) {
            this.result = new ArrayList<>(present);
            this.now = now;
        }

        private Optional<Credentials> find(CredentialsType type) {
            return result.stream().filter(each -> each.type() == type).findFirst();
        }

        Set<String> identifiers(CredentialsType type) {
            return find(type).map(each -> Set.copyOf(each.identifiers())).orElse(Set.of());
        }

        ObjectNode config(CredentialsType type) {
            return find(type)
                    .map(Credentials::config)
                    .filter(ObjectNode.class::isInstance)
                    .map(each -> ((ObjectNode) each).deepCopy())
                    .orElseGet(Json::object);
        }

        ArrayNode list(CredentialsType type, String name) {
            return config(type).path(name) instanceof ArrayNode list ? list : Json.MAPPER.createArrayNode();
        }

        void put(CredentialsType type, JsonNode config, Iterable<String> identifiers) {
            Optional<Credentials> before = find(type);
            Set<String> all = new LinkedHashSet<>();
            before.ifPresent(each -> all.addAll(each.identifiers()));
            identifiers.forEach(all::add);
            Credentials after = before.map(each -> each.withConfig(config, now).withIdentifiers(List.copyOf(all), now))
                    .orElseGet(() -> Credentials.of(type, List.copyOf(all), config, now));
            before.ifPresent(result::remove);
            result.add(after);
        }
    }
}
