package io.ostiary.jsonnet.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import scala.collection.immutable.HashMap$;
import scala.runtime.BoxedUnit;
import scala.util.Either;
import sjsonnet.Importer;
import sjsonnet.Interpreter;
import sjsonnet.Interpreter$;
import sjsonnet.ParseCache;
import sjsonnet.Renderer;
import sjsonnet.Settings;

/** Evaluates a program with the functions that the library lacks, and without imports. */
final class Evaluation {

    private static final Settings USUAL = new Settings(false, false, false, false, false, false);
    private static final int LONGEST_REASON = 2_000;

    /**
     * @param isValue whether the text is the output; else it says why there is none
     */
    record Result(boolean isValue, String text) {}

    private static final ProgramPath PATH = new ProgramPath("program");

    private final String prelude = prelude();
    private final ParseCache programs = new ProgramCache();
    private final int largestOutput;

    Evaluation(int largestOutput) {
        this.largestOutput = largestOutput;
    }

    Result of(Frames.Request request) {
        LimitedWriter output = new LimitedWriter(largestOutput);
        try {
            Either<String, ?> result =
                    interpreter(request).interpret0(prelude + request.text(), PATH, new Renderer(output, -1));
            return result.isRight()
                    ? new Result(true, output.toString())
                    : failed(result.left().toOption().get());
        } catch (LimitedWriter.TooLong e) {
            return failed("the output is longer than " + largestOutput + " bytes");
        } catch (StackOverflowError e) {
            return failed("max stack frames exceeded");
        } catch (RuntimeException e) {
            return failed(e.toString());
        }
    }

    private Interpreter interpreter(Frames.Request request) {
        return new Interpreter(
                scala(request.externals()),
                scala(request.arguments()),
                PATH,
                Importer.empty(),
                programs,
                USUAL,
                position -> BoxedUnit.UNIT,
                warning -> BoxedUnit.UNIT,
                Interpreter$.MODULE$.$lessinit$greater$default$9());
    }

    private static Result failed(String why) {
        return new Result(false, why.substring(0, Math.min(why.length(), LONGEST_REASON)));
    }

    private static scala.collection.immutable.Map<String, String> scala(Map<String, String> map) {
        scala.collection.immutable.Map<String, String> copy = HashMap$.MODULE$.empty();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            copy = copy.updated(entry.getKey(), entry.getValue());
        }
        return copy;
    }

    /** As one line, so that the lines in error messages are off by a column at most. */
    private static String prelude() {
        try (InputStream in = Evaluation.class.getResourceAsStream("prelude.libsonnet")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return "local std_ = std; local std = std_ + (" + text.replaceAll("(?m)^\\s*#.*$|\n", " ") + "); ";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
