package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ostiary.browser.Visitor.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody whom operators look at, with a second factor, sessions and mail.
 *
 * @param account the account
 * @param id id of the identity
 * @param secrets what no page of the console may hold
 */
record ConsolePerson(Account account, String id, List<String> secrets) {

    /** Signs somebody up in the pages, with an authenticator app and backup codes. */
    static ConsolePerson create(PagesStack stack) {
        Account account = Account.fresh();
        List<String> secrets = new ArrayList<>(List.of(account.password()));
        try (Visitor ada = new Visitor(Settings.PHONE)) {
            account.create(ada, stack);
            secrets.add(signInByApi(stack, account));
            ada.page().navigate(stack.pages() + "/settings");
            String key = ada.page().locator("#totp code.key").innerText().replaceAll("\\s", "");
            ada.page().locator("#totp [name=totp_code]").fill(new Totp(key).code(0));
            ada.press("#totp button.main");
            ada.press(
                    "#lookup_secret button[name=lookup_secret_reveal], #lookup_secret button[name=lookup_secret_regenerate]");
            secrets.add(key);
            secrets.addAll(ada.page().locator("#lookup_secret .codes code").allInnerTexts());
            ada.press("#lookup_secret button[name=lookup_secret_confirm]");
            ada.context().cookies().stream()
                    .filter(each -> each.name.equals("ory_kratos_session"))
                    .forEach(each -> secrets.add(each.value));
        }
        JsonNode found = stack.ask(stack.adminUrl()
                        + "/admin/identities?include_credential=password&credentials_identifier=" + account.address())
                .path(0);
        secrets.add(found.at("/credentials/password/config/hashed_password").asText());
        assertThat(secrets)
                .as("password, token, key, codes, cookie, hash")
                .hasSizeGreaterThan(10)
                .noneMatch(String::isBlank);
        return new ConsolePerson(account, found.path("id").asText(), secrets);
    }

    /** Adds somebody of whom nothing is known but an address. */
    static ConsolePerson bare(PagesStack stack) {
        Account account = Account.fresh();
        var body = JsonNodeFactory.instance.objectNode().put("schema_id", "person");
        body.putObject("traits").put("email", account.address());
        JsonNode made = stack.ask(stack.adminUrl() + "/admin/identities", body);
        return new ConsolePerson(account, made.path("id").asText(), List.of());
    }

    /** Begins a session and gives its token. */
    static String signInByApi(PagesStack stack, Account account) {
        String action = stack.ask(stack.publicUrl() + "/self-service/login/api")
                .at("/ui/action")
                .asText();
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("method", "password")
                .put("identifier", account.address())
                .put("password", account.password());
        return stack.ask(action, body).path("session_token").asText();
    }

    String path() {
        return "/identities/" + id;
    }

    /** The identity as the API shows it. */
    JsonNode json(PagesStack stack) {
        return stack.ask(stack.adminUrl() + "/admin/identities/" + id);
    }
}
