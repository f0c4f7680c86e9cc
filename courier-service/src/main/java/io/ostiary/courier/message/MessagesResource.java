package io.ostiary.courier.message;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations {@code listCourierMessages} and {@code getCourierMessage}. */
@Path("/admin/courier/messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

    private static final int DEFAULT_SIZE = 10;
    private static final int LARGEST_SIZE = 500;
    private static final Pattern UUID_TEXT =
            Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");

    private final PostgresMessages messages;
    private final ShowContent content;

    MessagesResource(PostgresMessages messages, ShowContent content) {
        this.messages = messages;
        this.content = content;
    }

    /**
     * Lists messages, the newest first; filters {@code status} and {@code recipient}, pages by
     * token.
     */
    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        MessageFilter filter = new MessageFilter(status(query), recipient(query), token(query), size(query));
        return messages.list(filter).map(found -> page(found, filter, uri));
    }

    /** One message with its attempts. */
    @GET
    @Path("/{id}")
    public Uni<Response> get(@PathParam("id") String id) {
        if (!UUID_TEXT.matcher(id).matches()) {
            throw new ProblemException(new Problem.BadRequest(null));
        }
        return messages.find(uuid(id))
                .map(found -> found.orElseThrow(() -> new ProblemException(new Problem.NotFound(null))))
                .map(found -> Response.ok(Json.text(body(found))).build());
    }

    private Response page(List<StoredMessage> found, MessageFilter filter, UriInfo uri) {
        boolean more = found.size() > filter.size();
        List<StoredMessage> shown = more ? found.subList(0, filter.size()) : found;
        String links = link(uri, PageToken.FIRST, filter.size(), "first");
        if (more) {
            StoredMessage last = shown.getLast();
            links += "," + link(uri, new PageToken(last.createdAt(), last.id()), filter.size(), "next");
        }
        return Response.ok(Json.text(shown.stream().map(this::body).toList()))
                .header("Link", links)
                .build();
    }

    private MessageBody body(StoredMessage message) {
        return MessageBody.of(message, content.of(message));
    }

    private static String link(UriInfo uri, PageToken token, int size, String relation) {
        TreeMap<String, List<String>> query = new TreeMap<>(uri.getQueryParameters());
        query.put("page_token", List.of(token.encode()));
        query.put("page_size", List.of(Integer.toString(size)));
        String text = query.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(value -> pair(each.getKey(), value)))
                .collect(Collectors.joining("&"));
        return "<" + uri.getRequestUri().getRawPath() + "?" + text + ">; rel=\"" + relation + "\"";
    }

    private static String pair(String key, String value) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static @Nullable MessageStatus status(MultivaluedMap<String, String> query) {
        if (!query.containsKey("status")) {
            return null;
        }
        return MessageStatus.of(query.getFirst("status"))
                .orElseThrow(() -> new ProblemException(
                        new Problem.BadRequest("A status is one of queued, processing, sent and abandoned.")));
    }

    private static @Nullable String recipient(MultivaluedMap<String, String> query) {
        String recipient = query.getFirst("recipient");
        if (recipient != null && recipient.indexOf('\0') >= 0) {
            // The database refuses to look for it.
            throw new ProblemException(new Problem.BadRequest("A recipient has no such characters."));
        }
        return recipient == null || recipient.isEmpty() ? null : recipient;
    }

    private static @Nullable PageToken token(MultivaluedMap<String, String> query) {
        String token = query.getFirst("page_token");
        return token == null || token.isEmpty()
                ? null
                : PageToken.decode(token).orElseThrow(() -> new ProblemException(new Problem.BadRequest(null)));
    }

    private static int size(MultivaluedMap<String, String> query) {
        String size = query.getFirst("page_size");
        if (size == null || size.isEmpty()) {
            return DEFAULT_SIZE;
        }
        try {
            int wanted = Integer.parseInt(size);
            return wanted <= 0 ? DEFAULT_SIZE : Math.min(wanted, LARGEST_SIZE);
        } catch (NumberFormatException e) {
            throw new ProblemException(new Problem.BadRequest("page_size is a number."));
        }
    }

    private static UUID uuid(String text) {
        String digits = text.replace("-", "");
        return new UUID(
                Long.parseUnsignedLong(digits.substring(0, 16), 16), Long.parseUnsignedLong(digits.substring(16), 16));
    }
}
