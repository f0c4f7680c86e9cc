package io.ostiary.console.web;

import io.ostiary.console.entrance.Operator;
import io.ostiary.console.entrance.Role;
import io.ostiary.console.form.FormValues;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of an operator for a page.
 *
 * @param context the request
 * @param operator who asks
 * @param path path of the page, without the query
 * @param parts what stands in the path where its pattern has names
 * @param form what was typed
 * @param isPost whether something is to be done
 */
public record Visit(
        RoutingContext context,
        Operator operator,
        String path,
        Map<String, String> parts,
        FormValues form,
        boolean isPost) {

    public Visit {
        parts = Map.copyOf(parts);
    }

    /** The part {@code {id}} of the path. */
    public String id() {
        return part("id");
    }

    /** A part of the path, by its name in the pattern. */
    public String part(String name) {
        return parts.getOrDefault(name, "");
    }

    /** A parameter of the query, without blanks around it; empty when it is absent or blank. */
    public Optional<String> query(String name) {
        return queries(name).stream().findFirst().map(String::strip).filter(each -> !each.isEmpty());
    }

    /** All parameters of the query by that name. */
    public List<String> queries(String name) {
        return context.queryParams().getAll(name);
    }

    /** Path and query. */
    public String here() {
        String query = context.request().query();
        return query == null || query.isEmpty() ? path : path + "?" + query;
    }

    /** Whether an address is a path of this server, and of no other one. */
    public static boolean isOwnPath(String to) {
        return to.startsWith("/") && !to.startsWith("//") && to.indexOf('\\') < 0;
    }

    /** Whether the operator may change something. */
    public boolean mayChange() {
        return operator.role().allows(Role.CHANGE);
    }

    /** The same request as one for a form with what was typed into it. */
    public Visit redrawn(FormValues typed) {
        return new Visit(context, operator, path, parts, typed, false);
    }
}
