package io.ostiary.suite;

import java.util.List;
import java.util.Map;

/** The query parameters that operations of the contract read. */
final class BadQueries {

    private static final List<String> BEGIN = List.of(
            "return_to",
            "refresh",
            "aal",
            "login_challenge",
            "via",
            "organization",
            "after_verification_return_to",
            "identity_schema",
            "return_session_token_exchange_code");

    /** Parameters by path. */
    static final Map<String, List<String>> BY_PATH = Map.ofEntries(
            Map.entry(
                    "/admin/identities",
                    List.of(
                            "per_page",
                            "page",
                            "page_size",
                            "page_token",
                            "consistency",
                            "ids",
                            "credentials_identifier",
                            "include_credential",
                            "organization_id",
                            "preview_credentials_identifier_similar")),
            Map.entry("/admin/sessions", List.of("page_size", "page_token", "active", "expand")),
            Map.entry("/admin/identities/01234567-89ab-4def-8123-456789abcdef", List.of("include_credential")),
            Map.entry(
                    "/admin/identities/01234567-89ab-4def-8123-456789abcdef/sessions",
                    List.of("per_page", "page", "page_size", "page_token", "active")),
            Map.entry("/admin/sessions/01234567-89ab-4def-8123-456789abcdef", List.of("expand")),
            Map.entry(
                    "/admin/ostiary/events",
                    List.of(
                            "identity",
                            "identity=01234567-89ab-4def-8123-456789abcdef&page_size",
                            "identity=01234567-89ab-4def-8123-456789abcdef&page_token")),
            Map.entry("/admin/courier/messages", List.of("page_size", "page_token", "status", "recipient")),
            Map.entry("/schemas", List.of("per_page", "page", "page_size", "page_token")),
            Map.entry("/sessions", List.of("per_page", "page", "page_size", "page_token")),
            Map.entry("/sessions/whoami", List.of("tokenize_as")),
            Map.entry("/sessions/token-exchange", List.of("return_to_code=a&init_code", "init_code=a&return_to_code")),
            Map.entry("/self-service/errors", List.of("id", "error")),
            Map.entry("/self-service/login/browser", BEGIN),
            Map.entry("/self-service/login/api", BEGIN),
            Map.entry("/self-service/registration/browser", BEGIN),
            Map.entry("/self-service/registration/api", BEGIN),
            Map.entry("/self-service/settings/browser", BEGIN),
            Map.entry("/self-service/settings/api", BEGIN),
            Map.entry("/self-service/verification/browser", BEGIN),
            Map.entry("/self-service/verification/api", BEGIN),
            Map.entry("/self-service/recovery/browser", BEGIN),
            Map.entry("/self-service/recovery/api", BEGIN),
            Map.entry("/self-service/login", List.of("flow")),
            Map.entry("/self-service/registration", List.of("flow")),
            Map.entry("/self-service/settings", List.of("flow")),
            Map.entry(
                    "/self-service/verification",
                    List.of("flow", "token", "code", "flow=01234567-89ab-4def-8123-456789abcdef&code")),
            Map.entry("/self-service/recovery", List.of("flow", "token", "code")),
            Map.entry("/self-service/logout/browser", List.of("return_to")),
            Map.entry("/self-service/logout", List.of("token", "return_to")));

    private BadQueries() {}
}
