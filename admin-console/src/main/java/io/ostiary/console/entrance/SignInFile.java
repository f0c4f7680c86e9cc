package io.ostiary.console.entrance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * For development: who can read this account's files is let in. For each role a file, that only its
 * owner reads, holds an address with a token that works once; then the file holds the next one.
 */
public final class SignInFile implements Entrance {

    private static final Logger LOG = Logger.getLogger(SignInFile.class);

    private final Path folder;
    private final String origin;
    private final SignInSessions sessions;
    private final Map<Role, String> digests = new EnumMap<>(Role.class);

    /**
     * @param folder where the files are kept
     * @param origin scheme, host and port of the console
     * @throws IOException when they can't be written
     */
    public SignInFile(Path folder, String origin, SignInSessions sessions) throws IOException {
        this.folder = folder;
        this.origin = origin;
        this.sessions = sessions;
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        renew(Role.LOOK);
        renew(Role.CHANGE);
    }

    @Override
    public Arrival arrival(Caller caller) {
        return sessions.arrival(caller);
    }

    /**
     * Takes a token, or the whole address that holds it. Writes a file.
     *
     * @return the token of a new session; empty when the given one is wrong or was used
     */
    public Optional<String> enter(String given) {
        String digest = Tokens.digest(given.strip().replaceFirst("^.*[?&]token=", ""));
        return used(digest).map(role -> sessions.begin(new Operator("developer", role)));
    }

    @Override
    public void leave(String session) {
        sessions.end(session);
    }

    private synchronized Optional<Role> used(String digest) {
        for (Map.Entry<Role, String> each : digests.entrySet()) {
            if (each.getValue().equals(digest)) {
                Role role = each.getKey();
                try {
                    renew(role);
                } catch (IOException e) {
                    digests.remove(role);
                    LOG.errorf("%s can't be written: %s", file(role), e.getMessage());
                }
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    private void renew(Role role) throws IOException {
        String token = Tokens.fresh();
        Path next = Files.createTempFile(
                folder,
                "next",
                ".url",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, origin + "/enter?token=" + token + "\n");
        Files.move(next, file(role), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        digests.put(role, Tokens.digest(token));
    }

    /** The file that holds the address for a role. */
    public Path file(Role role) {
        return folder.resolve("sign-in-" + role.name().toLowerCase(Locale.ROOT) + ".url");
    }

    @Override
    public String advice() {
        return "Paste the address that stands in one of these files on the machine that the console runs on. It works once.";
    }
}
