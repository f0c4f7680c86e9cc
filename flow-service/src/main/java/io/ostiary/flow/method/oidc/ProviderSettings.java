package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code selfservice.methods.oidc.config.providers}. Its components are the contract's keys; those that have no
 * effect are left out.
 *
 * @param id by which forms, addresses and credentials call it
 * @param provider the vendor, see {@link Vendors}
 * @param claimsSource {@code id_token} or {@code userinfo}
 * @param pkce {@code auto}, {@code force} or {@code never}
 * @param updateIdentityOnLogin {@code never} or {@code automatic}
 */
record ProviderSettings(
        String id,
        String provider,
        @Nullable String label,
        String clientId,
        @Nullable Secret clientSecret,
        @Nullable String issuerUrl,
        String mapperUrl,
        @Nullable List<String> scope,
        @Nullable String microsoftTenant,
        @Nullable String subjectSource,
        @Nullable String appleTeamId,
        @Nullable String applePrivateKeyId,
        @Nullable Secret applePrivateKey,
        @Nullable JsonNode requestedClaims,
        @Nullable String organizationId,
        @Nullable List<String> additionalIdTokenAudiences,
        @Nullable List<String> aal2AcrValues,
        @Nullable List<String> aal2AmrValues,
        @Nullable String claimsSource,
        @Nullable String pkce,
        @Nullable String netIdTokenOriginHeader,
        @Nullable String updateIdentityOnLogin) {

    private static final String FORCE = "force";

    /** How forms call it. */
    String shownAs() {
        return text(label).orElse(id);
    }

    /** How people are told of it. */
    String called() {
        return text(label).orElse(provider);
    }

    List<String> scopes() {
        return scope == null ? List.of() : scope;
    }

    /** The client's secret; empty where the vendor has none. */
    String secret() {
        return clientSecret == null ? "" : clientSecret.reveal();
    }

    Optional<String> issuer() {
        return text(issuerUrl);
    }

    /** Whether it belongs to an organisation, of which there are none: it is offered to nobody. */
    boolean isOfOrganization() {
        return text(organizationId).isPresent();
    }

    /** UAE PASS takes PKCE and doesn't announce it, so that anything but {@code never} is {@code force} there (contract). */
    boolean forcesPkce() {
        return FORCE.equals(pkce) || provider.equals("uaepass") && !refusesPkce();
    }

    boolean refusesPkce() {
        return "never".equals(pkce);
    }

    boolean readsUserinfo() {
        return "userinfo".equals(claimsSource);
    }

    boolean updatesIdentity() {
        return "automatic".equals(updateIdentityOnLogin);
    }

    /** The level that a sign-in reaches, by what the provider says of it. */
    String aal(Account account) {
        boolean second = account.acr() != null && listed(aal2AcrValues).contains(account.acr())
                || account.amr().stream().anyMatch(listed(aal2AmrValues)::contains);
        return second ? "aal2" : "aal1";
    }

    /** Who an ID token may be for, where an app brings it. */
    List<String> audiences() {
        return Stream.concat(Stream.of(clientId), listed(additionalIdTokenAudiences).stream())
                .toList();
    }

    private static List<String> listed(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return "ProviderSettings[" + id + "]";
    }
}
