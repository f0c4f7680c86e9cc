package io.ostiary.cluster.standin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Tries to open connections: arguments {@code host:port}, an output line {@code host:port open|closed} for each. */
public final class ReachMain {

    private static final int MILLIS = 1_500;

    private ReachMain() {}

    public static void main(String[] arguments) {
        for (String target : arguments) {
            int colon = target.lastIndexOf(':');
            var address =
                    new InetSocketAddress(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
            System.out.println(target + " " + (opens(address) ? "open" : "closed"));
        }
    }

    private static boolean opens(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
