package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.ReturnAddresses;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The script that pages load for keys, and the element that has them load it. */
@Singleton
public class KeyScript {

    /** Where it is on the public side. */
    static final String PATH = "/.well-known/ory/webauthn.js";

    private static final byte[] SCRIPT = read();
    private static final String INTEGRITY = integrity(SCRIPT);
    private static final MethodName STATE = MethodName.of("webauthn.js");
    private static final String NONCE = "nonce";

    private final String address;

    KeyScript(ReturnAddresses addresses) {
        this.address = addresses.ofPublic(PATH);
    }

    /** Draws it; a form has it once. Native apps have no use for it. */
    public void draw(Flow flow, Nodes nodes) {
        if (!flow.isNative()) {
            nodes.upsert(Node.of(
                    NodeGroup.WEBAUTHN,
                    new Attributes.Script(
                            "text/javascript",
                            "webauthn_script",
                            address,
                            true,
                            "no-referrer",
                            "anonymous",
                            INTEGRITY,
                            nonce(flow)),
                    null));
        }
    }

    /** The same as long as the form asks for the same. */
    private static String nonce(Flow flow) {
        ObjectNode state = flow.state(STATE);
        if (!state.has(NONCE)) {
            state.put(NONCE, Ids.random().toString());
        }
        return state.path(NONCE).asText();
    }

    static void forget(Flow flow) {
        flow.state(STATE).removeAll();
    }

    static byte[] bytes() {
        return SCRIPT;
    }

    private static byte[] read() {
        try (InputStream in = KeyScript.class.getResourceAsStream("/web/webauthn.js")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the script for keys can't be read", e);
        }
    }

    private static String integrity(byte[] script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(script);
            return "sha512-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
