package io.ostiary.inbox.page;

import io.ostiary.inbox.mail.Mail;
import io.ostiary.inbox.mail.Mailbox;
import io.ostiary.inbox.mail.Part;
import io.ostiary.inbox.mail.Search;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Draws the pages, and HTML mails in a frame of their own in which nothing runs. */
public final class InboxPages {

    private static final String HTML = "text/html; charset=utf-8";
    private static final int NOT_FOUND = 404;
    private static final int SEE_OTHER = 303;

    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
            + " data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** A mail may look as it likes and do nothing; pictures of others come when somebody asks for them. */
    private static final String MAIL_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
            + " style-src 'unsafe-inline'; font-src data:; img-src 'self' data:";

    private final Mailbox mailbox;
    private final Template page;
    private final Buffer css = Buffer.buffer(file("inbox.css"));
    private final Buffer js = Buffer.buffer(file("inbox.js"));

    public InboxPages(Mailbox mailbox) {
        this.mailbox = mailbox;
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .build();
        this.page = engine.parse(file("inbox.html"), Variant.forContentType("text/html"), "inbox");
    }

    /** Adds the routes. */
    public void route(Router router) {
        router.get("/").handler(context -> list(context, Optional.empty()));
        router.get("/mail/:id").handler(this::mail);
        router.get("/view/:file").handler(this::view);
        router.post("/delete").handler(this::delete);
        router.get("/inbox.css").handler(context -> asset(context, "text/css", css));
        router.get("/inbox.js").handler(context -> asset(context, "text/javascript", js));
    }

    private void mail(RoutingContext context) {
        Optional<Mail> mail = mailbox.find(context.pathParam("id"));
        mail.ifPresent(each -> mailbox.mark(List.of(each.id()), true));
        if (mail.isEmpty()) {
            context.response().setStatusCode(NOT_FOUND);
        }
        list(context, mail);
    }

    private void list(RoutingContext context, Optional<Mail> shown) {
        String query = parameter(context, "query");
        String id = shown.map(Mail::id).orElse("");
        List<Row> rows = mailbox.all(Search.of(query)).stream()
                .map(each -> Row.of(each, id))
                .toList();
        String html = page.data("rows", rows)
                .data(
                        "mail",
                        shown.map(each -> Shown.of(each, parameter(context, "view")))
                                .orElse(null))
                .data("query", query)
                .data("search", query.isEmpty() ? "" : "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .data("images", context.request().getParam("images") == null ? "" : "?images=1")
                .data("total", mailbox.size())
                .data("unread", mailbox.unread())
                .render();
        context.response()
                .putHeader("Content-Type", HTML)
                .putHeader("Content-Security-Policy", PAGE_POLICY)
                .putHeader("Referrer-Policy", "no-referrer")
                .end(html);
    }

    /** {@code /view/ID.html} and {@code /view/ID.txt}, as Mailpit has them. */
    private void view(RoutingContext context) {
        String file = context.pathParam("file");
        int dot = file.lastIndexOf('.');
        Optional<Mail> mail = dot < 0 ? Optional.empty() : mailbox.find(file.substring(0, dot));
        if (mail.isEmpty()) {
            context.response().setStatusCode(NOT_FOUND).end("404 page not found");
        } else if (file.endsWith(".txt")) {
            context.response()
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end(mail.get().content().text());
        } else {
            boolean images = context.request().getParam("images") != null;
            context.response()
                    .putHeader("Content-Type", HTML)
                    .putHeader("Content-Security-Policy", images ? MAIL_POLICY + " http: https:" : MAIL_POLICY)
                    .putHeader("Referrer-Policy", "no-referrer")
                    .end(html(mail.get()));
        }
    }

    /** The mail's HTML, its links opening elsewhere and its own pictures found. */
    private static String html(Mail mail) {
        String html = mail.content().html();
        for (Part part : mail.content().inline()) {
            html = html.replace("cid:" + part.contentId(), "/api/v1/message/" + mail.id() + "/part/" + part.id());
        }
        String base = "<base target=\"_blank\">";
        return html.contains("<head>") ? html.replaceFirst("<head>", "<head>" + base) : base + html;
    }

    private void delete(RoutingContext context) {
        String id = context.request().getFormAttribute("id");
        mailbox.delete(id == null || id.isEmpty() ? List.of() : List.of(id));
        context.response().setStatusCode(SEE_OTHER).putHeader("Location", "/").end();
    }

    private static void asset(RoutingContext context, String type, Buffer content) {
        context.response().putHeader("Content-Type", type + "; charset=utf-8").end(content);
    }

    private static String parameter(RoutingContext context, String name) {
        String value = context.request().getParam(name);
        return value == null ? "" : value;
    }

    private static String file(String name) {
        try (InputStream in = InboxPages.class.getResourceAsStream("/inbox/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no /inbox/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
