package io.ostiary.flow.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Keeps links that do something from doing it before their owner follows them: mail gateways ask by HEAD what is behind a
 * link (RFC 9110, section 9.3.2: no more than a look), browsers and search pages fetch ahead what may be clicked. HEAD is
 * answered 200 with nothing, a fetch ahead 425 (RFC 8470: it is made again when it is meant).
 */
@Singleton
public class AskedAheadFilter {

    /** The addresses that stand in mails and on pages: those of submissions, and of signing out. */
    private static final Pattern WITH_EFFECT =
            Pattern.compile("/?self-service/(login|registration|settings|recovery|verification|logout)/?"
                    + "|/?v05/self-service/(browser/flows/logout|(settings|recovery|verification)/methods/[a-z]+)/?");

    private static final int TOO_EARLY = 425;

    /** Answers in place of the endpoint. */
    @ServerRequestFilter
    public Optional<Response> answer(ContainerRequestContext request) {
        if (!WITH_EFFECT.matcher(request.getUriInfo().getPath()).matches()) {
            return Optional.empty();
        }
        return switch (request.getMethod()) {
            case "HEAD" -> Optional.of(Response.ok().build());
            case "GET" ->
                isAhead(request) ? Optional.of(Response.status(TOO_EARLY).build()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isAhead(ContainerRequestContext request) {
        return Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
                .map(request::getHeaderString)
                .filter(purpose -> purpose != null)
                .map(purpose -> purpose.toLowerCase(Locale.ROOT))
                .anyMatch(purpose ->
                        purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview"));
    }
}
