package io.ostiary.identity.hashing;

import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes and verifies password hashes on the bounded pool. New ones are of the configured kind; old
 * ones and imported ones are verified in their own form, and replaced when their owner signs in.
 */
@ApplicationScoped
public class PasswordHashes {

    private static final Logger LOG = Logger.getLogger(PasswordHashes.class);
    private static final long KIB = 1024;

    /** One part in so many of the heap is for hashes that are computed there. */
    private static final int HEAP_SHARE = 3;

    private static final String POOL = "ostiary.hashing.pool.";
    private static final byte[] NOBODYS = "nobody has this password".getBytes(StandardCharsets.US_ASCII);

    private static final List<HashFormat> FORMATS = List.of(
            new BcryptFormat(),
            new Argon2Format(Argon2Types.ARGON2id),
            new Argon2Format(Argon2Types.ARGON2i),
            new Pbkdf2Format(),
            new ScryptFormat(),
            new SaltedShaFormat(),
            new CryptFormat(),
            new PatternDigestFormat(),
            new HmacFormat(),
            new FirebaseScryptFormat());

    /**
     * The outcome of a check.
     *
     * @param matches whether the password belongs to the hash
     * @param replacement a hash of the configured kind to store in place of the old one, or null
     *     when that is fine
     */
    public record Verdict(boolean matches, @Nullable String replacement) {

        private static final Verdict WRONG = new Verdict(false, null);
    }

    private final PasswordHasher hasher;
    private final HashingPool pool;
    private final long budgetKib;
    private final long heapKib;
    private volatile @Nullable String nobodysHash;

    /** Hashes as the configuration's sections {@code hashers} and {@code ostiary.hashing} say. */
    public PasswordHashes(Configuration configuration, MeterRegistry metrics) {
        this.hasher = configuration.section("hashers", HashersConfig.class).hasher(configuration.isDevelopment());
        int budget = configuration.integer(POOL + "memory_mib");
        this.budgetKib = budget * KIB;
        this.heapKib = Runtime.getRuntime().maxMemory() / KIB / HEAP_SHARE;
        int slots = configuration
                .optionalInteger(POOL + "slots")
                .orElseGet(() ->
                        HashingPool.slots(Runtime.getRuntime().availableProcessors(), budget, hasher.memoryKib()));
        this.pool = new HashingPool(slots, configuration.integer(POOL + "queue"), budget);
        Gauge.builder("ostiary.hashing.slots", pool, HashingPool::slots).register(metrics);
        Gauge.builder("ostiary.hashing.waiting", pool, HashingPool::waiting).register(metrics);
    }

    /**
     * Prepares what an unknown identifier is checked against, so that its first check takes no
     * longer.
     */
    void prepare(@Observes StartupEvent started) {
        pool.run(hasher.memoryKib(), this::nobodysHash)
                .subscribe()
                .with(hash -> {}, failure -> LOG.warn("hashing doesn't work", failure));
    }

    /** The longest password that can be hashed, in bytes of UTF-8; empty when there is no limit. */
    public OptionalInt longestPassword() {
        return hasher.longestPassword();
    }

    /**
     * A new hash of the configured kind. The password must not be longer than {@link
     * #longestPassword()}.
     */
    public Uni<String> hash(Secret password) {
        return pool.run(
                hasher.memoryKib(),
                () -> hasher.hash(PasswordText.normal(password).bytes()));
    }

    /**
     * Checks a password.
     *
     * @param hash the stored hash; null when there is none, which costs the same work and never
     *     matches
     */
    public Uni<Verdict> verify(Secret password, @Nullable String hash) {
        return pool.run(memoryKib(hash), () -> verdict(password, hash));
    }

    /**
     * Checks that a hash from elsewhere can be verified here.
     *
     * @throws UnusableHashException when its kind is unknown, it is malformed, or takes more time or
     *     memory than this process has for one
     */
    public void checkImport(String hash) throws UnusableHashException {
        HashFormat format = checkForm(hash);
        if (chargedKib(format, hash) > budgetKib) {
            throw new UnusableHashException("The hash takes "
                    + format.memoryKib(hash) / KIB
                    + " MiB to verify. There are "
                    + (format.isOnHeap()
                            ? heapKib / KIB + " MiB: a third of the heap of identity-service (-Xmx)."
                            : budgetKib / KIB + " MiB: ostiary.hashing.pool.memory_mib."));
        }
    }

    /** As {@link #checkImport}, whatever this process has. */
    static HashFormat checkForm(String hash) throws UnusableHashException {
        HashFormat format =
                format(hash).orElseThrow(() -> new UnusableHashException("The hash is of no kind that is known here."));
        format.check(hash);
        return format;
    }

    /**
     * What the pool is told that a hash takes. What comes out of the heap is dearer in the measure in
     * which there is less of it, so that all that run at once fit into both.
     */
    private long chargedKib(HashFormat format, String hash) throws UnusableHashException {
        long kib = format.memoryKib(hash);
        return format.isOnHeap() ? Math.max(kib, kib * budgetKib / heapKib) : kib;
    }

    /**
     * An imported hash may have been made of the password as it is typed, so that is tried too
     * where it differs.
     */
    private Verdict verdict(Secret typed, @Nullable String hash) {
        Secret normal = PasswordText.normal(typed);
        Verdict verdict = verdict(normal.bytes(), hash);
        if (verdict.matches() || normal.equals(typed)) {
            return verdict;
        }
        Verdict raw = verdict(typed.bytes(), hash);
        return raw.matches() ? new Verdict(true, replacement(normal.bytes())) : raw;
    }

    private Verdict verdict(byte[] password, @Nullable String hash) {
        Optional<HashFormat> format = hash == null ? Optional.empty() : format(hash);
        try {
            if (hash == null || format.isEmpty()) {
                verifyNobodys(password);
                return Verdict.WRONG;
            }
            checkCost(format.get(), hash);
            if (!format.get().verify(password, hash)) {
                // Whoever guesses must not see by the time that there is somebody of that name.
                if (format.get().isCheap(hash)) {
                    verifyNobodys(password);
                }
                return Verdict.WRONG;
            }
        } catch (UnusableHashException e) {
            LOG.warnf("a stored password hash can't be verified: %s", e.getMessage());
            return Verdict.WRONG;
        }
        return new Verdict(true, hasher.understands(hash) ? null : replacement(password));
    }

    private void verifyNobodys(byte[] password) throws UnusableHashException {
        format(nobodysHash()).orElseThrow().verify(password, nobodysHash());
    }

    /** What was stored before there was a bound must not end the process either. */
    private void checkCost(HashFormat format, String hash) throws UnusableHashException {
        if (!hasher.understands(hash) && chargedKib(format, hash) > budgetKib) {
            throw new UnusableHashException("It takes more memory than there is.");
        }
    }

    private @Nullable String replacement(byte[] password) {
        int most = hasher.longestPassword().orElse(Integer.MAX_VALUE);
        return password.length <= most ? hasher.hash(password) : null;
    }

    private String nobodysHash() {
        String hash = nobodysHash;
        if (hash == null) {
            hash = hasher.hash(NOBODYS);
            nobodysHash = hash;
        }
        return hash;
    }

    private long memoryKib(@Nullable String hash) {
        Optional<HashFormat> format = hash == null ? Optional.empty() : format(hash);
        try {
            return hash == null || format.isEmpty()
                    ? hasher.memoryKib()
                    : Math.max(chargedKib(format.get(), hash), hasher.understands(hash) ? 0 : hasher.memoryKib());
        } catch (UnusableHashException e) {
            return 0;
        }
    }

    private static Optional<HashFormat> format(String hash) {
        return FORMATS.stream().filter(each -> each.recognises(hash)).findFirst();
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
