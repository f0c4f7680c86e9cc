package io.ostiary.flow.method.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/** Who the method is, and what its credentials hold. */
final class FavouriteColour {

    static final MethodName NAME = MethodName.of("favourite_colour");

    static final Method METHOD =
            new Method(NAME, new NodeGroup("favourite_colour"), true, Set.of("colour", "colour_forget"));

    private FavouriteColour() {}

    /** The config of somebody with that colour. */
    static JsonNode config(String colour) {
        return Json.object().put("colour", colour);
    }

    /** Whether it is theirs. */
    static boolean isThatOf(Held held, String colour) {
        byte[] theirs = held.config().path("colour").asText().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(theirs, colour.getBytes(StandardCharsets.UTF_8));
    }
}
