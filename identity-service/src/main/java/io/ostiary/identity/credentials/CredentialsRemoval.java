package io.ostiary.identity.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes credentials from an identity, but never the last way to sign in. Pure. */
@Singleton
public class CredentialsRemoval {

    private final Assurance assurance;

    CredentialsRemoval(Assurance assurance) {
        this.assurance = assurance;
    }

    /**
     * The credentials that are left.
     *
     * @param type the contract's word; an unknown one is nothing that anybody has
     * @param identifier which provider link to take, or null
     * @throws ProblemException not found, or not to be taken
     */
    public List<Credentials> without(List<Credentials> all, String type, String identifier, Instant now) {
        Credentials found = all.stream()
                .filter(each -> each.type().wire().equals(type))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.NotFound("The identity has no such credentials.")));
        Credentials left = switch (found.type()) {
            case TOTP, LOOKUP_SECRET -> null;
            case WEBAUTHN -> withoutSecondFactorKeys(found, now);
            case PASSWORD -> {
                keepOneFirstFactor(all);
                yield found.withConfig(Json.object(), now);
            }
            case OIDC, SAML -> {
                keepOneFirstFactor(all);
                yield withoutProvider(found, identifier, now);
            }
            case CODE, PASSKEY, DEVICEAUTHN, LINK_RECOVERY, CODE_RECOVERY ->
                throw new ProblemException(new Problem.BadRequest("Credentials of this type can't be deleted."));
        };
        List<Credentials> remaining = new ArrayList<>(all);
        if (left == null) {
            remaining.remove(found);
        } else {
            remaining.set(remaining.indexOf(found), left);
        }
        return List.copyOf(remaining);
    }

    private void keepOneFirstFactor(List<Credentials> all) {
        if (assurance.firstFactors(all) < 2) {
            throw new ProblemException(new Problem.BadRequest("The last way to sign in can't be deleted."));
        }
    }

    private static Credentials withoutSecondFactorKeys(Credentials found, Instant now) {
        ArrayNode kept = Json.MAPPER.createArrayNode();
        for (JsonNode key : found.config().path("credentials")) {
            if (key.path("is_passwordless").asBoolean()) {
                kept.add(key);
            }
        }
        ObjectNode config = found.config().deepCopy();
        config.set("credentials", kept);
        return kept.isEmpty() ? null : found.withConfig(config, now);
    }

    private static Credentials withoutProvider(Credentials found, String identifier, Instant now) {
        if (identifier == null || identifier.isEmpty()) {
            throw new ProblemException(new Problem.BadRequest("Name the provider link in the parameter identifier."));
        }
        ArrayNode kept = Json.MAPPER.createArrayNode();
        List<String> identifiers = new ArrayList<>();
        for (JsonNode provider : found.config().path("providers")) {
            String each = ProviderLinks.identifier(provider);
            if (!each.equals(identifier)) {
                kept.add(provider);
                identifiers.add(each);
            }
        }
        if (kept.size() == found.config().path("providers").size()) {
            throw new ProblemException(new Problem.NotFound("The identity has no such provider link."));
        }
        return found.withConfig(Json.object().set("providers", kept), now).withIdentifiers(identifiers, now);
    }
}
