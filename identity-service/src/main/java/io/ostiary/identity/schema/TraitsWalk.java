package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import io.ostiary.contract.message.Text;
import io.ostiary.identity.address.EmailSyntax;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.address.Via;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.schema.TraitsFinding.Address;
import io.ostiary.internal.identity.Complaint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what the keyword {@code ory.sh/kratos} marks in traits that are otherwise valid. */
final class TraitsWalk extends SchemaVisit {

    private static final String NO_CHECK = "no-validate";

    /** Each becomes a row or more: nobody has so many names and addresses. */
    private static final int MOST_MARKED = 500;

    private final Schema compiled;
    private final List<Complaint> complaints = new ArrayList<>();
    private final Set<String> places = new HashSet<>();
    private int marked;
    private final Map<CredentialsType, Set<String>> identifiers = new LinkedHashMap<>();
    private final Set<Address> codeAddresses = new LinkedHashSet<>();
    private final Set<Address> verifiable = new LinkedHashSet<>();
    private final Set<Address> recovery = new LinkedHashSet<>();

    TraitsWalk(IdentitySchema schema) {
        super(schema.whole());
        this.compiled = schema.compiled();
    }

    List<Complaint> complaints() {
        return List.copyOf(complaints);
    }

    TraitsFinding finding(JsonNode traits) {
        return new TraitsFinding(traits, List.of(), identifiers, codeAddresses, verifiable, recovery);
    }

    @Override
    void see(JsonNode schema, JsonNode value, @Nullable JsonNode parent, @Nullable Object key, String path) {
        if (value.isValueNode() && !value.isNull()) {
            ExtensionKeyword.of(schema).ifPresent(said -> collect(said, value.asText(), path));
        }
    }

    private void collect(ExtensionKeyword said, String value, String path) {
        if (++marked > MOST_MARKED) {
            complain(path, Complaints.tooMany(path, MOST_MARKED));
            return;
        }
        if (value.length() > Identifiers.LONGEST) {
            complain(
                    path,
                    new Complaint(
                            path,
                            Text.TOO_LONG.with(
                                    "actual_length",
                                    value.codePointCount(0, value.length()),
                                    "max_length",
                                    Identifiers.LONGEST)));
            return;
        }
        for (CredentialsType type : said.identifies()) {
            identifier(type, Identifiers.normalise(value));
        }
        if (said.code() != null) {
            address(said, said.code(), value, path).ifPresent(found -> {
                identifier(CredentialsType.CODE, found.value());
                codeAddresses.add(found);
            });
        }
        if (said.verification() != null) {
            address(said, said.verification(), value, path).ifPresent(verifiable::add);
        }
        if (said.recovery() != null) {
            address(said, said.recovery(), value, path).ifPresent(recovery::add);
        }
    }

    private void identifier(CredentialsType type, String identifier) {
        if (!identifier.isEmpty()) {
            identifiers.computeIfAbsent(type, each -> new LinkedHashSet<>()).add(identifier);
        }
    }

    /**
     * The address, or a complaint. A format other than email leaves the value of a mail address to
     * the schema's pattern.
     */
    private Optional<Address> address(ExtensionKeyword said, Via via, String value, String path) {
        boolean strict = said.format().isEmpty() || said.format().equals("email");
        if (via == Via.EMAIL && strict && !EmailSyntax.matches(value)) {
            complain(path, Complaints.email(value, path));
            return Optional.empty();
        }
        Optional<String> normal = said.format().equals(NO_CHECK) && via == Via.SMS
                ? Optional.of(Identifiers.normalise(value))
                : Identifiers.address(value, via);
        if (normal.filter(each -> !each.isEmpty()).isEmpty()) {
            complain(path, Complaints.phone(value, path));
            return Optional.empty();
        }
        return normal.map(each -> new Address(via, each));
    }

    private void complain(String path, Complaint complaint) {
        if (complaints.size() < Complaints.MOST && places.add(path)) {
            complaints.add(complaint);
        }
    }

    @Override
    boolean holds(String pointer, JsonNode value) {
        try {
            NodePath path = new NodePath(PathType.JSON_POINTER);
            for (String step : pointer.substring(1).split("/")) {
                path = step.matches("\\d+")
                        ? path.append(Integer.parseInt(step))
                        : path.append(step.replace("~1", "/").replace("~0", "~"));
            }
            Schema branch = compiled.getSubSchema(path);
            return branch == null || branch.validate(value).isEmpty();
        } catch (SchemaException | NumberFormatException e) {
            return true;
        }
    }
}
