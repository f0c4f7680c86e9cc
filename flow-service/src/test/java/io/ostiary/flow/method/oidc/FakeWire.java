package io.ostiary.flow.method.oidc;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers of vendors in their documented form, by address without query; what nobody has written down is 404. */
final class FakeWire implements Wire {

    final List<Call> calls = new ArrayList<>();
    private final Map<String, Reply> replies = new LinkedHashMap<>();

    FakeWire at(String url, String answer) {
        return at(url, 200, answer);
    }

    FakeWire at(String url, int status, String answer) {
        replies.put(url, new Reply(status, answer));
        return this;
    }

    @Override
    public Uni<Reply> send(Call call) {
        return Uni.createFrom().item(() -> {
            calls.add(call);
            String url = call.url().replaceFirst("\\?.*", "");
            return replies.getOrDefault(url, new Reply(404, "{}"));
        });
    }

    /** The call of an address. */
    Call to(String url) {
        return calls.stream()
                .filter(call -> call.url().startsWith(url))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody asked " + url + " but "
                        + calls.stream().map(Call::url).toList()));
    }
}
