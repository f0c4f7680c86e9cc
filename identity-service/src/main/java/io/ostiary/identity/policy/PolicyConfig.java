package io.ostiary.identity.policy;

/**
 * The section {@code selfservice.methods.password.config} of the configuration, as far as it is
 * about the policy.
 *
 * @param haveibeenpwnedHost name and, if need be, port of the service that knows breached passwords
 * @param haveibeenpwnedEnabled whether it is asked
 * @param maxBreaches in how many breaches a password may have been
 * @param ignoreNetworkErrors whether a password passes when the service can't be asked
 * @param minPasswordLength in code points
 * @param identifierSimilarityCheckEnabled whether a password may not be like an identifier
 */
record PolicyConfig(
        String haveibeenpwnedHost,
        boolean haveibeenpwnedEnabled,
        int maxBreaches,
        boolean ignoreNetworkErrors,
        int minPasswordLength,
        boolean identifierSimilarityCheckEnabled) {}
