package io.ostiary.suite.sdk;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Notes which operations were called, and that none was answered with a server's error. */
final class Calls {

    private final List<Operation> operations = Operation.all();
    private final Set<String> called = new ConcurrentSkipListSet<>();

    /** Ids of the operations that were called so far. */
    Set<String> called() {
        return Set.copyOf(called);
    }

    /** What notes the calls that a client makes to a port. */
    Interceptor on(String listener) {
        return chain -> noted(listener, chain);
    }

    private Response noted(String listener, Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        Response response = chain.proceed(request);
        String path = request.url().encodedPath();
        if (response.code() >= 500) {
            throw new AssertionError(response.code() + " to " + request.method() + " " + path);
        }
        operations.stream()
                .filter(each -> each.matches(listener, request.method(), path))
                // A fixed path goes before one with a variable.
                .min((a, b) -> Boolean.compare(a.path().contains("{"), b.path().contains("{")))
                .ifPresent(each -> called.add(each.id()));
        return response;
    }
}
