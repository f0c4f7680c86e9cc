package io.ostiary.identity.credentials;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What an identity can sign in with. Which levels that makes is for whoever knows the configuration
 * of the moment: other services are told facts. Pure, but for the configuration.
 */
@Singleton
public class Assurance {

    private final Configuration configuration;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    public Assurance(Configuration configuration) {
        this.configuration = configuration;
    }

    private boolean isOn(String key) {
        return known.computeIfAbsent(
                key, each -> configuration.optionalBool(each).orElse(false));
    }

    /** The types that could be signed in with, whatever the configuration makes of them. */
    public List<String> firstFactorTypes(List<Credentials> credentials) {
        return types(credentials, each -> each.type().shape().isFirstFactor(each, this::isOn));
    }

    /** The types that could be stepped up with, whatever the configuration makes of them. */
    public List<String> secondFactorTypes(List<Credentials> credentials) {
        return types(credentials, each -> each.type().shape().isSecondFactor(each, this::isOn));
    }

    private static List<String> types(List<Credentials> credentials, Predicate<Credentials> those) {
        return credentials.stream()
                .filter(those)
                .map(each -> each.type().wire())
                .sorted()
                .toList();
    }

    /** How many ways there are to sign in with these credentials as a first factor. */
    public int firstFactors(List<Credentials> credentials) {
        int count = 0;
        for (CredentialsType type : CredentialsType.all()) {
            count += type.shape().everybodyIf().filter(this::isOn).isPresent() ? 1 : 0;
        }
        for (Credentials each : credentials) {
            count += each.type().shape().firstFactors(each, this::isOn);
        }
        return count;
    }

    /**
     * Whether these credentials hold something to sign in with, and are more than a reserved
     * identifier.
     */
    public boolean isUsable(Credentials credentials) {
        return credentials.type().shape().isUsable(credentials, this::isOn);
    }
}
