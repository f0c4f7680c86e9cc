package io.ostiary.flow.method.sample;

import io.ostiary.contract.route.RouteLines;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** A path that the method brings along. */
@Path("/self-service/methods/favourite_colour")
public class FavouriteColourResource implements RouteLines {

    @Override
    public List<String> lines() {
        return List.of("public GET /self-service/methods/favourite_colour serve open");
    }

    /** What others like. */
    @GET
    public String popular() {
        return "green";
    }
}
