package io.ostiary.cli.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Finds in the log of a process that ended why it refuses the configuration: the message of the
 * innermost {@code ConfigurationException}, without the stack traces around it.
 */
final class Refusal {

    private static final String EXCEPTION = "io.ostiary.config.ConfigurationException: ";
    private static final int MOST_BYTES = 1 << 20;

    private Refusal() {}

    /**
     * @param from where in the log the process began to write
     */
    static Optional<String> in(Path log, long from) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(from, file.length() - MOST_BYTES);
            file.seek(start);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - start)];
            file.readFully(bytes);
            return in(new String(bytes, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> in(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            int at = lines.get(i).indexOf(EXCEPTION);
            if (at >= 0) {
                return Optional.of(message(lines.get(i).substring(at + EXCEPTION.length()), lines.listIterator(i + 1)));
            }
        }
        return Optional.empty();
    }

    /** A message with several problems has a line for each, two spaces in. */
    private static String message(String first, Iterator<String> rest) {
        StringBuilder message = new StringBuilder(first);
        while (rest.hasNext()) {
            String line = rest.next();
            if (!line.startsWith("  ") || line.startsWith("  at ") || line.startsWith("   ")) {
                break;
            }
            message.append('\n').append(line);
        }
        return message.toString();
    }
}
