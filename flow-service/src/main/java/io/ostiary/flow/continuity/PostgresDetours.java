package io.ostiary.flow.continuity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.browser.CookieRules;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.DataSeal;
import io.ostiary.contract.secret.Seal;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Uuids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps submissions over a detour and hands each out once. It is found by the browser's cookie, and
 * only for the same identity and flow; a cookie of somebody else opens nothing.
 */
@Singleton
class PostgresDetours implements Detours {

    private static final Duration LIFESPAN = Duration.ofMinutes(15);

    /** Where the cookie has the marks, beside the ids of rows. */
    private static final String MARKS = "marks";

    private static final String KEEP =
            "INSERT INTO continuity (id, name, identity_id, flow_id, payload, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    private static final String TAKE =
            "DELETE FROM continuity WHERE id = $1 AND name = $2 AND identity_id = $3 AND flow_id = $4"
                    + " AND expires_at > $5 RETURNING payload";
    private static final String DROP = "DELETE FROM continuity WHERE id = ANY ($1)";

    private final Pool pool;
    private final DataSeal seal;
    private final CookieRules rules;
    private final Seal cookie;
    private final Clock clock;

    PostgresDetours(Pool pool, DataSeal seal, CookieRules rules, Configuration configuration, Clock clock) {
        this.pool = pool;
        this.seal = seal;
        this.rules = rules;
        this.cookie = new Seal("ostiary continuity cookie", configuration.secrets("secrets.cookie"));
        this.clock = clock;
    }

    @Override
    public Uni<Void> keep(ClientRequest request, Waiting waiting, ObjectNode payload) {
        UUID id = Ids.random();
        Tuple row = Tuple.of(
                id,
                waiting.name(),
                waiting.identityId(),
                waiting.flowId(),
                seal.seal(payload),
                clock.instant().plus(LIFESPAN).atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(KEEP)
                .execute(row)
                .invoke(() -> give(request, references(request).put(waiting.name(), id.toString())))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<ObjectNode>> take(ClientRequest request, Waiting waiting) {
        ObjectNode references = references(request);
        UUID id = Uuids.parse(references.path(waiting.name()).asText(null));
        if (id == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        references.remove(waiting.name());
        give(request, references);
        Tuple key = Tuple.of(
                id,
                waiting.name(),
                waiting.identityId(),
                waiting.flowId(),
                clock.instant().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(TAKE)
                .execute(key)
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of((ObjectNode)
                                seal.open(Json.tree(rows.iterator().next().getString("payload")))));
    }

    @Override
    public String mark(ClientRequest request, String name) {
        String mark = Ids.random().toString();
        ObjectNode references = references(request);
        references.withObjectProperty(MARKS).put(name, mark);
        give(request, references);
        return mark;
    }

    @Override
    public boolean isMarked(ClientRequest request, String name, String mark) {
        String own = references(request).path(MARKS).path(name).asText("");
        return !own.isEmpty()
                && MessageDigest.isEqual(own.getBytes(StandardCharsets.UTF_8), mark.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Uni<Void> drop(ClientRequest request) {
        ObjectNode references = references(request);
        ObjectNode marks = Json.object();
        if (references.remove(MARKS) instanceof ObjectNode kept) {
            marks.set(MARKS, kept);
        }
        if (references.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] ids = references.properties().stream()
                .map(reference -> Uuids.parse(reference.getValue().asText()))
                .toArray(UUID[]::new);
        give(request, marks);
        return pool.preparedQuery(DROP).execute(Tuple.of(ids)).replaceWithVoid();
    }

    private ObjectNode references(ClientRequest request) {
        String sent = request.cookie(CookieRules.CONTINUITY_NAME);
        return sent == null
                ? Json.object()
                : cookie.open(sent)
                        .map(text -> Json.read(text, ObjectNode.class))
                        .orElseGet(Json::object);
    }

    private void give(ClientRequest request, ObjectNode references) {
        request.setCookie(rules.continuity(cookie.seal(references.toString())));
    }
}
