package io.ostiary.flow.webauthn;

import io.ostiary.contract.route.RouteLines;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * {@code /.well-known/ory/webauthn.js} (contract: getWebAuthnJavaScript): the script that pages
 * load for security keys and passkeys.
 */
@Path(KeyScript.PATH)
public class WebAuthnScriptResource implements RouteLines {

    @Override
    public List<String> lines() {
        return List.of("public GET /.well-known/ory/webauthn.js serve");
    }

    /** The script. */
    @GET
    public Response script() {
        return Response.ok(KeyScript.bytes())
                .header("Content-Type", "text/javascript; charset=UTF-8")
                .build();
    }
}
