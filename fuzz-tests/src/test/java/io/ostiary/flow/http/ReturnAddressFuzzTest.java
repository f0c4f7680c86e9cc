package io.ostiary.flow.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses to which a browser asks to be sent. */
class ReturnAddressFuzzTest {

    private static final String UI = "https://ui.example.org/home";

    private static final ReturnAddresses ADDRESSES = new ReturnAddresses(Configuration.of(
            (ObjectNode) Json.read("""
                    {"identity": {"schemas": [{"id": "default", "url": "base64://e30="}]},
                     "selfservice": {"default_browser_return_url": "https://ui.example.org/home",
                       "allowed_return_urls": ["https://*.example.org/in", "https://app.example.net:8443", "myapp://callback"]}}
                    """, com.fasterxml.jackson.databind.JsonNode.class), Map.of(), Path.of(".")));

    /** As RFC 3986 has it, without a user's name. */
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z]+)://([A-Za-z0-9._:*\\[\\]-]+)(/[!-~&&[^?#\\\\]]*)?(\\?[!-~&&[^#]]*)?(#[!-~&&[^#]]*)?");

    private static final Pattern OURS = Pattern.compile(
            "([a-z0-9_*-]+\\.)+example\\.org(:443)?|app\\.example\\.net:8443", Pattern.CASE_INSENSITIVE);

    private static final Pattern UP = Pattern.compile("(/|%2f)(\\.|%2e){2}(/|%2f|;|%3b|$)", Pattern.CASE_INSENSITIVE);

    @FuzzTest
    void leadsNowhereElse(byte[] input) {
        String wanted = new String(input, StandardCharsets.UTF_8);
        try {
            followed(ADDRESSES.of(wanted, UI), wanted);
        } catch (ProblemException refused) {
            // an answer in the contract's form
        }
        ReturnAddresses.queryOf("/x?" + wanted, "return_to");
    }

    private static void followed(String address, String wanted) {
        if (wanted.isEmpty()) {
            assertThat(address).isEqualTo(UI);
            return;
        }
        AnswerFilter.requireAscii(address);
        Matcher parts = FORM.matcher(address);
        assertThat(parts.matches()).as(address).isTrue();
        String path = parts.group(3) == null ? "/" : parts.group(3);
        if (parts.group(1).equalsIgnoreCase("myapp")) {
            assertThat(parts.group(2)).isEqualToIgnoringCase("callback");
        } else {
            assertThat(parts.group(1)).isEqualToIgnoringCase("https");
            assertThat(parts.group(2)).matches(OURS);
            assertThat(path).doesNotContainPattern(UP);
            if (!parts.group(2)
                    .toLowerCase(Locale.ROOT)
                    .matches("app\\.example\\.net:8443|ui\\.example\\.org(:443)?")) {
                assertThat(path).startsWith("/in");
            }
        }
    }
}
