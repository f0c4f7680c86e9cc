package io.ostiary.jsonnet;

import io.ostiary.jsonnet.child.Frames;
import io.ostiary.jsonnet.child.Main;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One process that evaluates, for one thread at a time. */
final class ChildProcess implements AutoCloseable {

    /** A class of each library that the process needs, by which its file is found. */
    private static final List<String> LIBRARIES = List.of(
            "sjsonnet.Interpreter",
            "scala.Predef",
            "scala.collection.compat.package",
            "fastparse.Parsed",
            "sourcecode.Line",
            "geny.Writable",
            "ujson.Value",
            "upickle.core.Visitor",
            "pprint.PPrinter",
            "fansi.Str",
            "scalatags.Text",
            "os.Path",
            "mainargs.Flag",
            "org.json.JSONObject",
            "org.yaml.snakeyaml.Yaml",
            "org.tukaani.xz.XZ",
            "net.jpountz.lz4.LZ4Factory");

    /** A program that never ends takes a core for its time: people who sign in meanwhile come first, where that can be said. */
    private static final List<String> GIVING_WAY = Stream.of("/usr/bin/nice", "/bin/nice")
            .filter(nice -> Files.isExecutable(Path.of(nice)))
            .limit(1)
            .flatMap(nice -> Stream.of(nice, "-n", "10"))
            .toList();

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final int largestOutput;

    private ChildProcess(Process process, int largestOutput) {
        this.process = process;
        this.largestOutput = largestOutput;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    static ChildProcess start(JsonnetBounds bounds) throws IOException {
        List<String> command = new ArrayList<>(GIVING_WAY);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + bounds.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-cp",
                classPath(),
                Main.class.getName(),
                Integer.toString(bounds.largestOutput())));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new ChildProcess(builder.start(), bounds.largestOutput());
    }

    private static String classPath() {
        return Stream.concat(Stream.of(Main.class), LIBRARIES.stream().map(ChildProcess::find))
                .map(ChildProcess::file)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, ChildProcess.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a library of the Jsonnet process is missing", e);
        }
    }

    private static String file(Class<?> of) {
        CodeSource source = of.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it is warm. */
    void awaitReady() throws IOException {
        if (in.readByte() != Frames.READY) {
            throw new IOException("the Jsonnet process can't be understood");
        }
    }

    /** Evaluates one program and waits for the end. */
    Evaluated evaluate(String text, Map<String, String> externals, Map<String, String> arguments) throws IOException {
        Frames.write(out, new Frames.Request(text, externals, arguments));
        int kind = in.readByte();
        String answer = Frames.readText(in, 4 * largestOutput);
        return kind == Frames.VALUE ? JsonText.parsed(answer) : new Evaluated.Failed(answer);
    }

    /** Why it is gone. */
    static Evaluated.Failed ended(EOFException e) {
        return new Evaluated.Failed("the process ended; as a rule the program asked for too much memory");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
