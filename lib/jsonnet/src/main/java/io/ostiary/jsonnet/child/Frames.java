package io.ostiary.jsonnet.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the processes say to one another, over the child's standard input and output. */
public final class Frames {

    /** The child is warm; sent once. */
    public static final int READY = 1;
    /** An output follows. */
    public static final int VALUE = 2;
    /** The reason of a failure follows. */
    public static final int FAILURE = 3;

    /**
     * A program to be evaluated; see {@code Program}. The values are JSON.
     */
    public record Request(String text, Map<String, String> externals, Map<String, String> arguments) {}

    private Frames() {}

    /** Writes a program and flushes. */
    public static void write(DataOutputStream to, Request request) throws IOException {
        writeText(to, request.text());
        writeMap(to, request.externals());
        writeMap(to, request.arguments());
        to.flush();
    }

    /** Waits for a program. @throws java.io.EOFException when there will be none */
    public static Request read(DataInputStream from) throws IOException {
        return new Request(readText(from, Integer.MAX_VALUE), readMap(from), readMap(from));
    }

    /** Writes a text with its length. */
    public static void writeText(DataOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    /** Reads a text. @throws IOException also when it is longer, in bytes */
    public static String readText(DataInputStream from, int longest) throws IOException {
        int length = from.readInt();
        if (length < 0 || length > longest) {
            throw new IOException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        from.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeMap(DataOutputStream to, Map<String, String> map) throws IOException {
        to.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            writeText(to, entry.getKey());
            writeText(to, entry.getValue());
        }
    }

    private static Map<String, String> readMap(DataInputStream from) throws IOException {
        int size = from.readInt();
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(readText(from, Integer.MAX_VALUE), readText(from, Integer.MAX_VALUE));
        }
        return map;
    }
}
