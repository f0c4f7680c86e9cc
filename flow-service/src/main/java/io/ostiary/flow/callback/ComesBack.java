package io.ostiary.flow.callback;

import io.ostiary.contract.route.RouteLines;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.ClientRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method whose browsers come back by {@code /self-service/methods/<method>/callback}; a bean of the method's folder. */
public interface ComesBack extends RouteLines {

    /** Which method. */
    MethodName name();

    /** Whether the configuration offers it. */
    boolean isEnabled();

    /**
     * Reads what a browser brings.
     *
     * @param party the path's last segment, such as a provider's id; null: there is none
     * @throws io.ostiary.contract.problem.ProblemException with {@link io.ostiary.contract.problem.Problem.BadRequest} when
     *     it can't be read
     */
    Returned read(ClientRequest request, @Nullable String party);

    @Override
    default List<String> lines() {
        String path = "/self-service/methods/" + name().wire() + "/callback";
        return List.of("public GET,POST " + path + " serve open", "public GET,POST " + path + "/{provider} serve open");
    }
}
