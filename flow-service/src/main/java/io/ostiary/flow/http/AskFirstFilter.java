package io.ostiary.flow.http;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * With {@code ostiary.links.ask_first}: a link out of a mail shows a page with one button, and the button's POST does what
 * the link is for. Programs that open every link of a mail press no buttons, so they don't use it up, and get no session.
 * The contract has the link itself do it, so that is what happens without the key, and for clients that ask for JSON.
 */
@Singleton
public class AskFirstFilter {

    private static final Pattern LINKS = Pattern.compile(
            "/?self-service/(recovery|verification)/?|/?v05/self-service/(recovery|verification)/methods/link/?");
    private static final List<String> FIELDS = List.of("token", "method", "email");

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="robots" content="noindex">
            <title>Continue</title>
            </head>
            <body>
            <form method="post" action="?flow=%s">
            %s<button>Continue</button>
            </form>
            </body>
            </html>
            """;

    private final boolean asks;
    private final Requests requests;

    AskFirstFilter(Configuration configuration, Requests requests) {
        this.asks = configuration.optionalBool("ostiary.links.ask_first").orElse(false);
        this.requests = requests;
    }

    /** Answers in place of the endpoint. */
    @ServerRequestFilter
    public Optional<Response> answer(ContainerRequestContext context) {
        if (!asks || !isLink(context)) {
            return Optional.empty();
        }
        ClientRequest request = requests.current();
        boolean shown = request.query("token") != null && !request.acceptsJson();
        return shown ? Optional.of(page(request)) : Optional.empty();
    }

    private static boolean isLink(ContainerRequestContext context) {
        return context.getMethod().equals("GET")
                && LINKS.matcher(context.getUriInfo().getPath()).matches();
    }

    private static Response page(ClientRequest request) {
        String flow = Optional.ofNullable(request.query("flow")).orElse("");
        return Response.ok(PAGE.formatted(escape(flow), fields(request)), MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(name, escape(value));
    }

    private static String fields(ClientRequest request) {
        return FIELDS.stream()
                .flatMap(name -> Stream.ofNullable(request.query(name)).map(value -> hidden(name, value)))
                .collect(Collectors.joining());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
