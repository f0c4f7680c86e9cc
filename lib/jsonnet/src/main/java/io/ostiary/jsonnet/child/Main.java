package io.ostiary.jsonnet.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;

/**
 * Evaluates one program after the other. The first argument is the greatest length of an output, in bytes. The thread that
 * reads ends the process when its parent is gone, whatever the program that runs is about.
 */
public final class Main {

    private static final long STACK_BYTES = 16 << 20;

    private Main() {}

    public static void main(String[] args) throws Exception {
        int largestOutput = Integer.parseInt(args[0]);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        SynchronousQueue<Frames.Request> requests = new SynchronousQueue<>();
        Thread evaluating =
                new Thread(null, () -> evaluate(requests, new Evaluation(largestOutput), out), "evaluate", STACK_BYTES);
        evaluating.setDaemon(true);
        evaluating.start();
        read(requests);
        Runtime.getRuntime().halt(0);
    }

    private static void read(SynchronousQueue<Frames.Request> requests) throws InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        try {
            while (true) {
                requests.put(Frames.read(in));
            }
        } catch (IOException e) {
            // The parent has closed the stream or is gone.
        }
    }

    private static void evaluate(
            SynchronousQueue<Frames.Request> requests, Evaluation evaluation, DataOutputStream out) {
        try {
            evaluation.of(new Frames.Request("function(ctx) { a: std.get(ctx, 'a') }", Map.of(), Map.of("ctx", "{}")));
            out.writeByte(Frames.READY);
            out.flush();
            while (true) {
                answer(evaluation.of(requests.take()), out);
            }
        } catch (InterruptedException | IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void answer(Evaluation.Result result, DataOutputStream out) throws IOException {
        out.writeByte(result.isValue() ? Frames.VALUE : Frames.FAILURE);
        Frames.writeText(out, result.text());
        out.flush();
    }
}
