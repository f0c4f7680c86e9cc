package io.ostiary.cli.init;

import io.ostiary.cli.problem.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/**
 * Writes the files of a new installation: a configuration with fresh secrets, which only its owner
 * can read, and the identity schema that it names. Never over a file that is there.
 */
public final class NewInstallation {

    /** Name of the schema, beside the configuration. */
    public static final String SCHEMA = "identity.schema.json";

    /** The sealing key is exactly so long (32 ASCII characters). */
    private static final int SECRET_CHARACTERS = 32;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final SecureRandom random = new SecureRandom();

    /**
     * Writes them.
     *
     * @param file the configuration; the schema comes beside it
     * @throws CommandFailure if one of them is there already; then nothing is written
     * @throws IOException if they can't be written
     */
    public void write(Path file) throws IOException {
        Path schema = file.toAbsolutePath().resolveSibling(SCHEMA);
        for (Path each : List.of(file, schema)) {
            if (Files.exists(each)) {
                throw isThere(each);
            }
        }
        writeNew(file, configuration(), owner());
        writeNew(schema, resource(SCHEMA));
    }

    private String configuration() throws IOException {
        return resource("ostiary.yml").replace("@SECRET_COOKIE@", secret()).replace("@SECRET_CIPHER@", secret());
    }

    private String secret() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SECRET_CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** Readable for its owner alone, where the file system knows owners. */
    private static FileAttribute<?>[] owner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
                }
                : new FileAttribute<?>[0];
    }

    private static void writeNew(Path file, String text, FileAttribute<?>... attributes) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, NEW, attributes)) {
            Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw isThere(file);
        }
    }

    private static CommandFailure isThere(Path file) {
        return new CommandFailure(file + " is there already and stays as it is; name another file");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = NewInstallation.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program lacks its own " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
