package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is special about a vendor; whatever is not said is as OpenID Connect has it. Put together once in {@link Vendors},
 * and not changed after that.
 */
final class Vendor {

    /** Addresses that a vendor doesn't announce, of the configured issuer or its usual one. */
    record Addresses(String authorize, String token) {}

    /** Finds the subject elsewhere than in the ID token. */
    @FunctionalInterface
    interface Subject {
        Uni<ObjectNode> read(Wire wire, ProviderSettings settings, Tokens tokens, ObjectNode claims);
    }

    /** Gets an ID token for what an app brought in its place. */
    @FunctionalInterface
    interface IdTokenSwap {
        Call call(ProviderSettings settings, String brought);
    }

    /** How a client says who it is to the token endpoint. */
    enum Secret {
        /** As it likes: by a form, and by a header where that is refused. */
        EITHER,
        /** By a header alone. */
        HEADER,
        /** By a form alone. */
        FORM
    }

    @Nullable
    String issuer;

    @Nullable
    Function<ProviderSettings, Addresses> addresses;

    @Nullable
    String keys;

    @Nullable
    Profile profile;

    @Nullable
    BiFunction<ProviderSettings, JsonNode, String> tenant;

    boolean openId = true;
    boolean asksClaims = true;
    boolean checksScopes;
    boolean ownSubject;
    boolean redeemsByJson;
    boolean alwaysPkce;
    boolean userinfo;
    boolean takesIdTokens;
    Secret secret = Secret.EITHER;
    Predicate<Account> mayLackNonce = account -> false;
    BiFunction<ProviderSettings, Boolean, Map<String, String>> parameters =
            (settings, again) -> again ? Map.of("prompt", "login") : Map.of();
    UnaryOperator<SequencedSet<String>> scopes = all -> all;
    UnaryOperator<Map<String, String>> tokenForm = form -> form;
    Function<JsonNode, Tokens> tokens = Tokens::of;
    Subject subject = (wire, settings, tokens, claims) -> Uni.createFrom().item(claims);

    @Nullable
    IdTokenSwap swap;

    Function<ProviderSettings, Optional<String>> clientSecret = settings -> Optional.empty();
    BiFunction<Account, Map<String, String>, Account> completed = (account, brought) -> account;

    private Vendor() {}

    /** An OpenID provider that describes itself. @param issuer null: as configured */
    static Vendor openId(@Nullable String issuer) {
        Vendor vendor = new Vendor();
        vendor.issuer = issuer;
        return vendor;
    }

    /** A vendor of OAuth 2.0 alone. */
    static Vendor oauth(String authorize, String token, Profile profile) {
        Vendor vendor = new Vendor();
        vendor.openId = false;
        vendor.asksClaims = false;
        vendor.addresses = settings -> new Addresses(authorize, token);
        vendor.profile = profile;
        vendor.parameters = (settings, again) -> Map.of();
        return vendor;
    }

    /** A vendor of OAuth 2.0 whose addresses lie under the issuer. */
    static Vendor under(@Nullable String usual, String authorize, String token, Profile profile) {
        Vendor vendor = oauth("", "", profile);
        vendor.addresses = settings -> {
            String base = base(settings, usual);
            return new Addresses(base + authorize, base + token);
        };
        vendor.asksClaims = true;
        vendor.parameters = (settings, again) -> again ? Map.of("prompt", "login") : Map.of();
        return vendor;
    }

    /** The configured issuer, or the usual one, without a slash at its end. */
    static String base(ProviderSettings settings, @Nullable String usual) {
        return settings.issuer().orElse(usual == null ? "" : usual).replaceFirst("/+$", "");
    }

    /** With addresses that it doesn't announce, or other ones than those. */
    Vendor at(String authorize, String token) {
        this.addresses = settings -> new Addresses(authorize, token);
        return this;
    }

    Vendor at(Function<ProviderSettings, Addresses> of) {
        this.addresses = of;
        return this;
    }

    /** Where its keys are, so that an ID token can be checked without asking anything else. */
    Vendor keysAt(String url) {
        this.keys = url;
        return this;
    }

    /** Tells who somebody is by this, and not by its ID token. */
    Vendor telling(Profile by) {
        this.profile = by;
        return this;
    }

    /** Everything that was asked for has to be granted. */
    Vendor checkingScopes() {
        this.checksScopes = true;
        return this;
    }

    /** Takes PKCE, though it doesn't announce it. */
    Vendor withPkce() {
        this.alwaysPkce = true;
        return this;
    }

    /** Claims are read from userinfo, whatever the configuration says. */
    Vendor byUserinfo() {
        this.userinfo = true;
        return this;
    }

    /** Apps may bring ID tokens. @param mayLack which of them may lack a nonce */
    Vendor takingIdTokens(Predicate<Account> mayLack) {
        this.takesIdTokens = true;
        this.mayLackNonce = mayLack;
        return this;
    }

    Vendor saying(Secret how) {
        this.secret = how;
        return this;
    }

    /** Parameters for its page; the flag says whether somebody confirms that it is them. */
    Vendor asking(BiFunction<ProviderSettings, Boolean, Map<String, String>> of) {
        this.parameters = of;
        return this;
    }

    /** Changes what is sent to its token endpoint. */
    Vendor redeemingBy(UnaryOperator<Map<String, String>> change) {
        this.tokenForm = change;
        return this;
    }

    /** Takes the code as JSON under names of its own. @param read what it answers */
    Vendor redeemingByJson(Function<JsonNode, Tokens> read) {
        this.redeemsByJson = true;
        this.tokens = read;
        return this;
    }

    /** Changes what is asked for. */
    Vendor scoping(UnaryOperator<SequencedSet<String>> change) {
        this.scopes = change;
        return this;
    }

    /** Issues tokens under the name of the tenant that the token tells. */
    Vendor issuingByTenant(BiFunction<ProviderSettings, JsonNode, String> issuerOf) {
        this.tenant = issuerOf;
        return this;
    }

    /** Finds the subject elsewhere. */
    Vendor finding(Subject by) {
        this.subject = by;
        return this;
    }

    /** Its userinfo has subjects of its own, which say nothing. */
    Vendor withOwnSubjects() {
        this.ownSubject = true;
        return this;
    }

    /** What apps bring is not an ID token yet. */
    Vendor swapping(IdTokenSwap by) {
        this.swap = by;
        this.takesIdTokens = true;
        return this;
    }

    /** Makes the client's secret. */
    Vendor makingSecret(Function<ProviderSettings, Optional<String>> of) {
        this.clientSecret = of;
        return this;
    }

    /** Adds what the callback brings beside the code. */
    Vendor completing(BiFunction<Account, Map<String, String>, Account> by) {
        this.completed = by;
        return this;
    }
}
