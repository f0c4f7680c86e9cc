package io.ostiary.cli.local;

import io.ostiary.config.Configuration;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * A secret for a local stack whose file has none: 256 random bits, kept in a file that only its
 * owner reads, so that sessions outlive a restart on the same data folder.
 */
final class MadeSecret {

    private static final String FILE = "default-secret";
    private static final int BYTES = 32;

    private MadeSecret() {}

    /**
     * Variables that give the services a secret; none when the file has its own.
     *
     * @param folder where it is kept
     * @param out told when a made one is used
     */
    static Map<String, String> variables(Configuration configuration, Path folder, PrintStream out) throws IOException {
        if (configuration.hasSecrets()) {
            return Map.of();
        }
        out.println(
                "The file has no secrets: cookies and codes are kept under one that was made for this data folder.");
        return Map.of("SECRETS_DEFAULT", in(folder));
    }

    private static String in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file);
    }
}
