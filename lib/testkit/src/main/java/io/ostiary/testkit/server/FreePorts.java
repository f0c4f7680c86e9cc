package io.ostiary.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that tests start, on loopback.
 *
 * <p>A port that the kernel says is free may be taken by an outgoing connection before its server listens: with hundreds
 * of connections a second that happens, and the server of a test does not start. These lie below the kernel's range for
 * outgoing connections, and below that of the suite itself; a file lock for each block, held until this JVM ends, keeps
 * tests that run at once apart.
 */
public final class FreePorts {

    private static final int FIRST = 13_000;
    private static final int SIZE = 40;
    private static final int BLOCKS = 170;

    /** The locks go when their channels do. */
    private static final List<FileChannel> HELD = new ArrayList<>();

    private static int next;
    private static int end;

    private FreePorts() {}

    /**
     * A port that nothing listens to, and that no other call gives.
     *
     * @throws UncheckedIOException if there is none left
     */
    public static synchronized int next() {
        try {
            while (true) {
                if (next == end) {
                    next = FIRST + reserve() * SIZE;
                    end = next + SIZE;
                }
                int port = next++;
                if (isFree(port)) {
                    return port;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int reserve() throws IOException {
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir"), "ostiary-test-ports-" + System.getProperty("user.name"));
        Files.createDirectories(folder);
        int start = ThreadLocalRandom.current().nextInt(BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int block = (start + i) % BLOCKS;
            if (lock(folder.resolve(Integer.toString(block)))) {
                return block;
            }
        }
        throw new IOException("all blocks of ports for tests are held, see " + folder);
    }

    private static boolean lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                HELD.add(channel);
                return true;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this JVM, through another class loader.
        }
        channel.close();
        return false;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
