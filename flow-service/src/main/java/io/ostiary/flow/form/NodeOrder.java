package io.ostiary.flow.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of form elements: by group, and within a group by the order of keys, the submit named
 * {@code method} last. The groups {@code default} and {@code password} are ordered as one where
 * nothing stands between them.
 */
public final class NodeOrder {

    private static final String CODES = "lookup_secret_codes";

    private final List<String> groups;
    private final List<String> keys;

    private NodeOrder(List<NodeGroup> groups, List<String> keys) {
        this.groups = groups.stream().map(NodeGroup::wire).toList();
        this.keys = keys;
    }

    /** The order of a login form. */
    public static NodeOrder ofLogin() {
        return new NodeOrder(
                List.of(
                        NodeGroup.OIDC,
                        NodeGroup.DEFAULT,
                        NodeGroup.WEBAUTHN,
                        NodeGroup.PASSKEY,
                        NodeGroup.CODE,
                        NodeGroup.PASSWORD,
                        NodeGroup.TOTP,
                        NodeGroup.LOOKUP_SECRET),
                List.of("csrf_token", "identifier", "password"));
    }

    /** The order of a registration form: the schema's, with the password in the second place. */
    public static NodeOrder ofRegistration(IdentitySchemaForm form) {
        List<String> keys =
                new ArrayList<>(form.fields().stream().map(SchemaField::path).toList());
        keys.add(Math.min(1, keys.size()), "password");
        keys.addFirst("csrf_token");
        keys.addAll(List.of("webauthn_remove", "webauthn_register_displayname", "webauthn_register"));
        return new NodeOrder(
                List.of(
                        NodeGroup.OIDC,
                        NodeGroup.SAML,
                        NodeGroup.DEFAULT,
                        NodeGroup.WEBAUTHN,
                        NodeGroup.PASSKEY,
                        NodeGroup.CODE,
                        NodeGroup.PASSWORD,
                        NodeGroup.CAPTCHA,
                        NodeGroup.PROFILE),
                keys);
    }

    /** The order of a settings form. */
    public static NodeOrder ofSettings(IdentitySchemaForm form) {
        List<String> keys =
                new ArrayList<>(form.fields().stream().map(SchemaField::path).toList());
        keys.addAll(List.of(
                "lookup_secret_reveal",
                CODES,
                "lookup_secret_confirm",
                "lookup_secret_disable",
                "lookup_secret_regenerate",
                "webauthn_remove",
                "webauthn_register_displayname",
                "webauthn_register",
                "passkey_remove",
                "passkey_register",
                "totp_qr",
                "totp_secret_key",
                "totp_unlink",
                "totp_code"));
        return new NodeOrder(
                List.of(
                        NodeGroup.DEFAULT,
                        NodeGroup.PROFILE,
                        NodeGroup.PASSWORD,
                        NodeGroup.OIDC,
                        NodeGroup.LOOKUP_SECRET,
                        NodeGroup.WEBAUTHN,
                        NodeGroup.PASSKEY,
                        NodeGroup.TOTP),
                keys);
    }

    /** Sorts the elements. */
    public void sort(Nodes nodes) {
        List<String> present =
                nodes.asList().stream().map(Node::group).distinct().toList();
        // Backup codes that are shown stand at the end, with their buttons (contract).
        boolean shown = nodes.find(CODES).isPresent();
        nodes.sort(Comparator.comparing((Node n) -> shown && n.isIn(NodeGroup.LOOKUP_SECRET))
                .thenComparingInt(n -> groupPosition(n, present))
                .thenComparingInt(this::keyPosition)
                .thenComparing(NodeOrder::valueText));
    }

    private int groupPosition(Node node, List<String> present) {
        boolean joined = groups.indexOf("default") < groups.indexOf("password") && nothingBetween(present);
        String group = joined && node.group().equals("password") ? "default" : node.group();
        return groups.indexOf(group);
    }

    private boolean nothingBetween(List<String> present) {
        return groups.subList(groups.indexOf("default") + 1, groups.indexOf("password")).stream()
                .noneMatch(present::contains);
    }

    private int keyPosition(Node node) {
        String name = node.name();
        if ("method".equals(name)) {
            return Integer.MAX_VALUE;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (name.startsWith(keys.get(i))) {
                return i;
            }
        }
        return keys.size();
    }

    private static String valueText(Node node) {
        JsonNode value = node.value();
        // The contract sorts elements without a value by this word.
        return value == null ? "<nil>" : value.asText();
    }
}
