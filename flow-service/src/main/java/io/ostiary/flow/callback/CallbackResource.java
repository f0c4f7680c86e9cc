package io.ostiary.flow.callback;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.Query;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.http.ReturnAddresses;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where browsers come back to from a provider: {@code /self-service/methods/{method}/callback}. */
@Path("/self-service/methods/{method}/callback")
@Produces(MediaType.WILDCARD)
public class CallbackResource {

    private final Requests requests;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final FlowReading reading;
    private final List<ComesBack> methods;
    private final List<ResumeFlow> flows;

    CallbackResource(
            Requests requests,
            Answers answers,
            ReturnAddresses addresses,
            FlowReading reading,
            @All List<ComesBack> methods,
            @All List<ResumeFlow> flows) {
        this.requests = requests;
        this.answers = answers;
        this.addresses = addresses;
        this.reading = reading;
        this.methods = methods;
        this.flows = flows;
    }

    /** A browser comes back to the address of all providers. */
    @GET
    public Uni<Answer> back(@PathParam("method") String method) {
        return back(method, null);
    }

    /** A browser comes back to the address of one provider. */
    @GET
    @Path("/{provider}")
    public Uni<Answer> back(@PathParam("method") String method, @PathParam("provider") @Nullable String provider) {
        ClientRequest request = requests.current();
        return answers.tell(request, Uni.createFrom().deferred(() -> goOn(request, method, provider)));
    }

    private Uni<Answer> goOn(ClientRequest request, String name, @Nullable String provider) {
        ComesBack method = method(name);
        Returned back = method.read(request, provider);
        return reading.find(back.kind(), back.flowId().toString())
                .chain(flow -> resume(flow).resume(request, flow, method.name(), back));
    }

    private ComesBack method(String name) {
        return methods.stream()
                .filter(each -> each.name().wire().equals(name) && each.isEnabled())
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.NotFound("This method is switched off.")));
    }

    private ResumeFlow resume(Flow flow) {
        return flows.stream()
                .filter(each -> each.kind() == flow.kind())
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.NotFound(null)));
    }

    /** As below. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Answer backByForm(@PathParam("method") String method, byte[] form) {
        return again(path(method), form);
    }

    /**
     * A browser comes back by a form that the provider's page sent (OAuth 2.0 Form Post Response Mode). Browsers leave
     * cookies out of such a request, so it is asked to come once more by GET.
     */
    @POST
    @Path("/{provider}")
    @Consumes(MediaType.WILDCARD)
    public Answer backByForm(@PathParam("method") String method, @PathParam("provider") String provider, byte[] form) {
        return again(path(method) + "/" + segment(provider), form);
    }

    private static String path(String method) {
        return "/self-service/methods/" + segment(method) + "/callback";
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer again(String path, byte[] form) {
        String query = read(form).values().entrySet().stream()
                .map(each -> Query.pair(each.getKey(), each.getValue().getLast()))
                .collect(Collectors.joining("&"));
        String address = addresses.ofPublic(path);
        return Answers.found(query.isEmpty() ? address : address + "?" + query);
    }

    private static Query read(byte[] form) {
        try {
            return Query.ofForm(form);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem.BadRequest("The form is not encoded as forms are."));
        }
    }
}
