package io.ostiary.flow.webauthn;

import io.ostiary.config.Address;
import io.ostiary.config.Configuration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * For whom keys are made and on which terms: {@code config} of {@code selfservice.methods.webauthn} and {@code passkey}
 * (W3C Web Authentication, section 5.4).
 *
 * @param id the domain that keys belong to; a key works at it and its subdomains only
 * @param name what browsers show when a key is made
 * @param origins the pages that may ask for a key, such as {@code https://login.example.org}
 * @param toRegister how long a browser waits for a new key
 * @param toSignIn how long a browser waits for a signature
 */
public record RelyingParty(
        String id, String name, List<String> origins, Terms terms, Duration toRegister, Duration toSignIn) {

    private static final Duration KEY_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PASSKEY_TIMEOUT = Duration.ofMinutes(5);
    private static final String REQUIRED = "required";

    /**
     * What a key has to be like; words of the W3C, null: nothing is said.
     *
     * @param userVerification whether the key has to know its owner: {@code required} is checked, {@code preferred} and
     *     {@code discouraged} are wishes
     * @param residentKey whether the key has to find the account by itself
     * @param attachment {@code platform} or {@code cross-platform}
     * @param attestation how much a key tells about its make. Nothing is decided by it
     */
    public record Terms(
            String userVerification,
            @Nullable String residentKey,
            @Nullable String attachment,
            @Nullable String attestation) {

        /** Whether a key that doesn't know its owner is refused. */
        boolean requireUserVerification() {
            return REQUIRED.equals(userVerification);
        }

        /** Whether a key that can't find the account by itself is none, in words of the older W3C standard. */
        boolean requireResidentKey() {
            return REQUIRED.equals(residentKey);
        }
    }

    /** Of {@code selfservice.methods.webauthn}. */
    public static RelyingParty ofSecurityKeys(Configuration configuration) {
        String at = "selfservice.methods.webauthn.config.";
        return of(configuration, at, new Terms("discouraged", null, null, null), KEY_TIMEOUT, KEY_TIMEOUT);
    }

    /** Of {@code selfservice.methods.passkey}. */
    public static RelyingParty ofPasskeys(Configuration configuration) {
        String at = "selfservice.methods.passkey.config.";
        String selection = at + "authenticator_selection.";
        Terms terms = new Terms(
                configuration.optionalText(selection + "user_verification").orElse("preferred"),
                configuration.optionalText(selection + "resident_key").orElse(REQUIRED),
                configuration.optionalText(selection + "attachment").orElse(null),
                configuration.optionalText(at + "attestation.preference").orElse("none"));
        return of(
                configuration,
                at,
                terms,
                configuration.optionalDuration(at + "timeouts.registration").orElse(PASSKEY_TIMEOUT),
                configuration.optionalDuration(at + "timeouts.login").orElse(PASSKEY_TIMEOUT));
    }

    private static RelyingParty of(
            Configuration configuration, String at, Terms terms, Duration toRegister, Duration toSignIn) {
        String id = configuration.optionalText(at + "rp.id").orElse("");
        String name = configuration.optionalText(at + "rp.display_name").orElse(id);
        return new RelyingParty(id, name, origins(configuration, at, id), terms, toRegister, toSignIn);
    }

    /** Those that are named, or the domain itself by the scheme of the public address. */
    private static List<String> origins(Configuration configuration, String at, String id) {
        List<String> several = configuration.list(at + "rp.origins");
        List<String> all = several.isEmpty()
                ? List.of(configuration
                        .optionalText(at + "rp.origin")
                        .orElseGet(() -> scheme(configuration) + "://" + id))
                : several;
        return all.stream().map(RelyingParty::origin).toList();
    }

    /** Without a path and in small letters, as browsers say it; apps have other origins, which stay as they are. */
    private static String origin(String address) {
        return Address.parse(address)
                .filter(each -> each.scheme().startsWith("http"))
                .map(each -> each.scheme() + "://" + each.host().toLowerCase(Locale.ROOT)
                        + (each.port() < 0 ? "" : ":" + each.port()))
                .orElse(address);
    }

    private static String scheme(Configuration configuration) {
        return configuration
                .optionalText("serve.public.base_url")
                .map(url -> URI.create(url).getScheme())
                .orElse("https");
    }
}
