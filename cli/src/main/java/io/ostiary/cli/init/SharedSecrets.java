package io.ostiary.cli.init;

import io.ostiary.cli.local.ServiceKeys;
import io.ostiary.cli.problem.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * What the processes of an installation share in secret, as files that an overlay's generators read:
 * the services' keys and proofs, and {@code suite.env} with {@code SECRETS_COOKIE} and {@code
 * SECRETS_CIPHER}, each a list whose first one is used and whose others are accepted.
 */
public final class SharedSecrets {

    /** The four services, as their keys are named. */
    static final List<String> SERVICES = List.of("identity", "session", "flow", "courier");

    private static final int CIPHER_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    /**
     * Writes them.
     *
     * @param folder made with mode 0700
     * @param dev whether the database of the overlay {@code dev} gets a password
     * @throws CommandFailure if there are keys already
     * @throws IOException if they can't be written
     */
    public void write(Path folder, boolean dev) throws IOException {
        if (Files.exists(folder.resolve("jwks.json"))) {
            throw new CommandFailure(folder + " has keys already, and they stay as they are; --rotate changes them");
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        ServiceKeys.write(folder, SERVICES);
        // 32 characters: so long is the key for sealing.
        write(folder, "suite.env", "SECRETS_COOKIE=[\"%s\"]\nSECRETS_CIPHER=[\"%s\"]\n".formatted(text(), text()));
        if (dev) {
            String password = text();
            write(folder, "postgres.env", "POSTGRES_PASSWORD=" + password + "\n");
            write(folder, "database.env", "username=postgres\npassword=" + password + "\n");
            write(folder, "migration.env", "dsn=postgres://postgres:%s@postgres:5432/ostiary\n".formatted(password));
            write(folder, "compose.env", composeVariables(password));
        }
    }

    /** The same as the names that processes read, for {@code deploy/compose.yml}. */
    private static String composeVariables(String password) {
        return "OSTIARY_DB_USER=postgres\nOSTIARY_DB_PASSWORD=%s\nDSN=postgres://postgres:%s@postgres:5432/ostiary\n"
                .formatted(password, password);
    }

    private String text() {
        byte[] bytes = new byte[CIPHER_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
