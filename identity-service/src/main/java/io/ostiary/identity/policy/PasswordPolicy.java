package io.ostiary.identity.policy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.identity.hashing.PasswordText;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords may be set: long enough, not like an identifier, not known from breaches (NIST SP
 * 800-63B, 5.1.1.2). Every character counts and none is cut off; lengths are those of the
 * normalised form that is hashed.
 */
@ApplicationScoped
public class PasswordPolicy {

    private static final Logger LOG = Logger.getLogger(PasswordPolicy.class);
    private static final String FIELD = "password";
    private static final Duration WARNING_EVERY = Duration.ofMinutes(1);

    private final PolicyConfig config;
    private final @Nullable BreachLookup breaches;
    private final PasswordHashes hashes;
    private final Counter unasked;
    private final Pause warnings;

    PasswordPolicy(
            Configuration configuration, Vertx vertx, Clock clock, PasswordHashes hashes, MeterRegistry metrics) {
        this.config = configuration.section("selfservice.methods.password.config", PolicyConfig.class);
        this.hashes = hashes;
        this.unasked = metrics.counter("ostiary.passwords.unasked");
        this.warnings = new Pause(clock, WARNING_EVERY);
        this.breaches = config.haveibeenpwnedEnabled()
                ? new BreachLookup(vertx, "https://" + config.haveibeenpwnedHost(), clock)
                : null;
    }

    /**
     * Why a password may not be set; empty when it may.
     *
     * @param identifiers of the identity whose password it is to be
     * @return fails with {@link Problem.BadGateway} when breaches must be asked about and can't be
     */
    public Uni<Optional<Complaint>> check(Secret password, Collection<String> identifiers) {
        Secret normal = PasswordText.normal(password);
        Optional<Complaint> complaint = judge(normal, identifiers);
        return complaint.isPresent() || breaches == null
                ? Uni.createFrom().item(complaint)
                : askAboutBreaches(breaches, normal);
    }

    private Optional<Complaint> judge(Secret password, Collection<String> identifiers) {
        String text = password.reveal();
        int length = text.codePointCount(0, text.length());
        if (length < config.minPasswordLength()) {
            return refuse(
                    Text.PASSWORD_TOO_SHORT.with("actual_length", length, "min_length", config.minPasswordLength()));
        }
        if (config.identifierSimilarityCheckEnabled()
                && identifiers.stream().anyMatch(each -> Similarity.tooClose(each, text))) {
            return refuse(Text.PASSWORD_LIKE_IDENTIFIER.plain());
        }
        int bytes = password.bytes().length;
        int most = hashes.longestPassword().orElse(Integer.MAX_VALUE);
        return bytes > most
                ? refuse(Text.PASSWORD_TOO_LONG.with("actual_length", bytes, "max_length", most))
                : Optional.empty();
    }

    private Uni<Optional<Complaint>> askAboutBreaches(BreachLookup list, Secret password) {
        return list.breaches(password).map(this::judgeBreaches).onFailure().recoverWithUni(this::withoutAnswer);
    }

    private Optional<Complaint> judgeBreaches(long count) {
        return count > config.maxBreaches() ? refuse(Text.PASSWORD_BREACHED.with("breaches", count)) : Optional.empty();
    }

    private Uni<Optional<Complaint>> withoutAnswer(Throwable failure) {
        unasked.increment();
        if (warnings.isDue()) {
            LOG.warnf(
                    "breached passwords can't be asked about, so new ones are %s: %s",
                    config.ignoreNetworkErrors() ? "taken unchecked (ignore_network_errors)" : "refused", failure);
        }
        return config.ignoreNetworkErrors()
                ? Uni.createFrom().item(Optional.empty())
                : Uni.createFrom()
                        .failure(new ProblemException(
                                new Problem.BadGateway(null, "The list of breached passwords can't be asked.")));
    }

    private static Optional<Complaint> refuse(UiText text) {
        return Optional.of(new Complaint(FIELD, text));
    }

    @PreDestroy
    void close() {
        if (breaches != null) {
            breaches.close();
        }
    }
}
