package io.ostiary.inbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.inbox.mail.Change;
import io.ostiary.inbox.mail.Mailbox;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Mailpit's events by WebSocket: each change of the mailbox, then the new figures. */
final class Events {

    private static final int MOST_WATCHERS = 50;
    private static final int UNAVAILABLE = 503;

    private final Mailbox mailbox;
    private final Set<ServerWebSocket> sockets = ConcurrentHashMap.newKeySet();

    Events(Mailbox mailbox) {
        this.mailbox = mailbox;
        mailbox.watch(this::tell);
    }

    void connect(RoutingContext context) {
        if (sockets.size() >= MOST_WATCHERS) {
            context.response().setStatusCode(UNAVAILABLE).end();
            return;
        }
        context.request().toWebSocket().onSuccess(socket -> {
            sockets.add(socket);
            socket.closeHandler(closed -> sockets.remove(socket));
        });
    }

    private void tell(Change change) {
        switch (change) {
            case Change.Came came -> send("new", Shapes.summary(came.mail()));
            case Change.Marked marked ->
                marked.ids()
                        .forEach(id -> send(
                                "update",
                                Shapes.JSON.createObjectNode().put("ID", id).put("Read", marked.read())));
            case Change.Deleted deleted ->
                deleted.ids()
                        .forEach(id ->
                                send("delete", Shapes.JSON.createObjectNode().put("ID", id)));
            case Change.Emptied emptied -> send("truncate", null);
            case Change.Pruned pruned -> send("prune", null);
        }
        send("stats", stats());
    }

    private ObjectNode stats() {
        return Shapes.JSON
                .createObjectNode()
                .put("Total", mailbox.size())
                .put("Unread", mailbox.unread())
                .put("Version", Shapes.VERSION);
    }

    private void send(String type, @Nullable ObjectNode data) {
        ObjectNode event = Shapes.JSON.createObjectNode().put("Type", type);
        event.set("Data", data);
        String text = event.toString();
        sockets.forEach(each -> each.writeTextMessage(text));
    }
}
