package io.ostiary.flow.method.webauthn;

import io.ostiary.contract.route.RouteLines;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * {@code /.well-known/ory/webauthn.js} (contract: getWebAuthnJavaScript): the script that pages
 * load for passkeys.
 */
@Path("/.well-known/ory/webauthn.js")
public class WebAuthnScriptResource implements RouteLines {

    private static final byte[] SCRIPT = read();

    @Override
    public List<String> lines() {
        return List.of("public GET /.well-known/ory/webauthn.js serve");
    }

    /** The script. */
    @GET
    public Response script() {
        return Response.ok(SCRIPT)
                .header("Content-Type", "text/javascript; charset=UTF-8")
                .build();
    }

    private static byte[] read() {
        try (InputStream in = WebAuthnScriptResource.class.getResourceAsStream("/web/webauthn.js")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the script for passkeys can't be read", e);
        }
    }
}
