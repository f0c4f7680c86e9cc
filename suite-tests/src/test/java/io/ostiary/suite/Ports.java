package io.ostiary.suite;

import java.io.IOException;
import java.net.Socket;

/** Looks at ports of this machine. */
final class Ports {

    private Ports() {}

    /** Whether something accepts connections there. */
    static boolean isOpen(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
