package io.ostiary.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A block of loopback ports that belongs to one stack while its launcher lives.
 *
 * <p>Asking the kernel for a free port and handing its number to a child leaves a gap in which
 * another stack, or any outgoing connection, may take it. So the ports come from below the range
 * that the kernel gives to outgoing connections, and a file lock per block keeps stacks of one user
 * apart. The lock goes with the process that holds it.
 */
public final class PortBlock implements AutoCloseable {

    private static final int FIRST = 20_000;
    private static final int SIZE = 20;
    private static final int BLOCKS = 600;

    private final FileChannel channel;
    private final Deque<Integer> free;

    private PortBlock(FileChannel channel, Deque<Integer> free) {
        this.channel = channel;
        this.free = free;
    }

    /**
     * Reserves a block with at least {@code needed} free ports.
     *
     * @throws IOException if none is left or the lock folder can't be written
     */
    public static PortBlock reserve(int needed) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "ostiary-ports-" + System.getProperty("user.name"));
        Files.createDirectories(folder);
        int start = ThreadLocalRandom.current().nextInt(BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int block = (start + i) % BLOCKS;
            FileChannel channel = lock(folder.resolve(Integer.toString(block)));
            if (channel == null) {
                continue;
            }
            Deque<Integer> free = freePorts(FIRST + block * SIZE);
            if (free.size() >= needed) {
                return new PortBlock(channel, free);
            }
            channel.close();
        }
        throw new IOException("no free ports between " + FIRST + " and " + (FIRST + BLOCKS * SIZE));
    }

    /** Takes the next port of the block. */
    public int next() {
        return free.pop();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by another stack in this very process.
        }
        channel.close();
        return null;
    }

    private static Deque<Integer> freePorts(int first) {
        Deque<Integer> free = new ArrayDeque<>();
        for (int port = first; port < first + SIZE; port++) {
            if (isFree(InetAddress.getLoopbackAddress(), port)) {
                free.add(port);
            }
        }
        return free;
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
