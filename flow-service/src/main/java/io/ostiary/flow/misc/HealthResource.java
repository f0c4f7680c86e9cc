package io.ostiary.flow.misc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code /health/alive} and {@code /version} (contract: isAlive, getVersion); readiness is the
 * gateway's.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private final Version version;

    HealthResource(Version version) {
        this.version = version;
    }

    /** The public side answers. */
    @GET
    @Path("health/alive")
    public ObjectNode alive() {
        return Json.object().put("status", "ok");
    }

    /** The admin side answers. */
    @GET
    @Path("admin/health/alive")
    public ObjectNode aliveAdmin() {
        return alive();
    }

    /** The suite's version. */
    @GET
    @Path("admin/version")
    public ObjectNode version() {
        return Json.object().put("version", version.text());
    }
}
