package io.ostiary.inbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.inbox.mail.Mail;
import io.ostiary.inbox.mail.Mailbox;
import io.ostiary.inbox.mail.Part;
import io.ostiary.inbox.mail.Search;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Mailpit's API, version 1: what test helpers use. */
final class MessagesApi {

    private static final int USUAL_LIMIT = 50;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final String MESSAGE = "/api/v1/message/:id";

    private final Mailbox mailbox;

    MessagesApi(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    void route(Router router) {
        router.get("/api/v1/messages").handler(context -> list(context, mailbox.all()));
        router.get("/api/v1/search").handler(context -> list(context, mailbox.all(Search.of(query(context)))));
        router.delete("/api/v1/messages").handler(context -> delete(context));
        router.delete("/api/v1/search").handler(context -> deleteFound(context));
        router.put("/api/v1/messages").handler(context -> mark(context));
        router.get(MESSAGE).handler(context -> message(context));
        router.get(MESSAGE + "/headers").handler(context -> with(context, mail -> json(context, Shapes.headers(mail))));
        router.get(MESSAGE + "/raw").handler(context -> with(context, mail -> raw(context, mail)));
        router.get(MESSAGE + "/part/:part").handler(context -> with(context, mail -> part(context, mail)));
        router.get("/api/v1/info").handler(context -> json(context, Shapes.info(mailbox)));
        router.get("/api/v1/tags").handler(context -> text(context, "application/json", "[]"));
        router.post("/api/v1/send").handler(context -> send(context));
    }

    private void list(RoutingContext context, List<Mail> fitting) {
        json(
                context,
                Shapes.list(mailbox, fitting, number(context, "start", 0), number(context, "limit", USUAL_LIMIT)));
    }

    private void message(RoutingContext context) {
        with(context, mail -> {
            mailbox.mark(List.of(mail.id()), true);
            json(context, Shapes.message(mail));
        });
    }

    private void delete(RoutingContext context) {
        body(context).ifPresent(body -> {
            List<String> ids = ids(body);
            mailbox.delete(ids);
            ok(context);
        });
    }

    private void deleteFound(RoutingContext context) {
        List<String> ids =
                mailbox.all(Search.of(query(context))).stream().map(Mail::id).toList();
        if (!ids.isEmpty()) {
            mailbox.delete(ids);
        }
        ok(context);
    }

    private void mark(RoutingContext context) {
        body(context).ifPresent(body -> {
            String search = body.path("Search").asText("");
            List<String> ids = search.isEmpty()
                    ? ids(body)
                    : mailbox.all(Search.of(search)).stream().map(Mail::id).toList();
            if (search.isEmpty() || !ids.isEmpty()) {
                mailbox.mark(ids, body.path("Read").asBoolean(false));
            }
            ok(context);
        });
    }

    private void send(RoutingContext context) {
        body(context).ifPresent(body -> {
            try {
                Mail mail = mailbox.store(NewMail.of(body));
                json(context, Shapes.JSON.createObjectNode().put("ID", mail.id()));
            } catch (IllegalArgumentException e) {
                wrong(context, String.valueOf(e.getMessage()));
            }
        });
    }

    private static void raw(RoutingContext context, Mail mail) {
        if (context.request().getParam("dl") != null) {
            context.response().putHeader("Content-Disposition", "attachment; filename=\"" + mail.id() + ".eml\"");
        }
        context.response()
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(mail.raw());
    }

    /** A file as it is, never as a page of this origin. */
    private static void part(RoutingContext context, Mail mail) {
        Optional<Part> part = mail.content().parts().stream()
                .filter(each -> each.id().equals(context.pathParam("part")))
                .findFirst();
        if (part.isEmpty()) {
            notFound(context);
            return;
        }
        boolean picture = part.get().contentType().matches("(?i)image/(png|jpeg|gif|webp)");
        context.response()
                .putHeader("Content-Type", picture ? part.get().contentType() : "application/octet-stream")
                .putHeader("Content-Disposition", picture ? "inline" : "attachment")
                .end(Buffer.buffer(part.get().content()));
    }

    private void with(RoutingContext context, Consumer<Mail> work) {
        mailbox.find(context.pathParam("id")).ifPresentOrElse(work, () -> notFound(context));
    }

    private static List<String> ids(JsonNode body) {
        List<String> ids = new ArrayList<>();
        body.path("IDs").forEach(each -> ids.add(each.asText()));
        return ids;
    }

    private static Optional<JsonNode> body(RoutingContext context) {
        Buffer body = context.body().buffer();
        try {
            return Optional.of(
                    body == null || body.length() == 0
                            ? MissingNode.getInstance()
                            : Shapes.JSON.readTree(body.toString()));
        } catch (JsonProcessingException e) {
            wrong(context, "this is no JSON");
            return Optional.empty();
        }
    }

    private static String query(RoutingContext context) {
        String query = context.request().getParam("query");
        return query == null ? "" : query;
    }

    private static int number(RoutingContext context, String name, int usual) {
        String text = context.request().getParam(name);
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : usual;
    }

    private static void json(RoutingContext context, ObjectNode json) {
        text(context, "application/json", json.toString());
    }

    private static void ok(RoutingContext context) {
        text(context, "text/plain", "ok");
    }

    private static void wrong(RoutingContext context, String reason) {
        context.response().setStatusCode(BAD_REQUEST);
        json(context, Shapes.JSON.createObjectNode().put("Error", reason));
    }

    private static void notFound(RoutingContext context) {
        context.response().setStatusCode(NOT_FOUND);
        text(context, "text/plain", "404 page not found");
    }

    private static void text(RoutingContext context, String type, String text) {
        context.response().putHeader("Content-Type", type + "; charset=utf-8").end(text);
    }
}
