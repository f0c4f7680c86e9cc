package io.ostiary.flow.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.SchemaField;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A known person, and what they hold. identity-service is asked once, and only when somebody wants to know what they
 * hold.
 */
public final class Person {

    private final IdentityBody body;
    private final @Nullable List<String> types;
    private final Supplier<Uni<Holdings>> ask;
    private final Uni<Holdings> holdings;

    /**
     * Somebody.
     *
     * @param types of credentials that they can use; null: that has to be asked
     * @param ask identity-service
     */
    Person(IdentityBody body, @Nullable List<String> types, Supplier<Uni<Holdings>> ask) {
        this.body = body;
        this.types = types;
        this.ask = ask;
        this.holdings = Uni.createFrom().deferred(() -> ask.get()).memoize().indefinitely();
    }

    /** The same person; what they hold is asked for anew, because it has changed since. */
    public Person afresh() {
        return new Person(body, null, ask);
    }

    /** Whose credentials these are. */
    public UUID id() {
        return body.id();
    }

    /** What they see of themselves. */
    public IdentityBody body() {
        return body;
    }

    /** Whether they have credentials of a type. */
    public Uni<Boolean> has(MethodName type) {
        return types != null
                ? Uni.createFrom().item(types.contains(type.wire()))
                : holdings.map(all -> all.types().contains(type.wire()));
    }

    /** Their credentials of a type. */
    public Uni<Optional<Held>> held(MethodName type) {
        return holdings.map(all -> all.of(type));
    }

    /** The trait by which they sign in, which a form shows that asks them to confirm that it is them. */
    public Optional<String> identifier(IdentitySchemaForm schema) {
        return trait(schema, SchemaField::isIdentifier);
    }

    /** The first trait of that kind that has a value. */
    public Optional<String> trait(IdentitySchemaForm schema, Predicate<SchemaField> kind) {
        return schema.fields().stream()
                .filter(kind)
                .map(this::value)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private String value(SchemaField field) {
        JsonNode traits = body.traits();
        String pointer = "/" + field.path().substring("traits.".length()).replace('.', '/');
        return traits.at(pointer).asText("");
    }
}
