package io.ostiary.flow.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Addresses to which a browser asks to be sent. */
class ReturnAddressFuzzTest {

    private static final String UI = "https://ui.example.org/home";

    private static final ReturnAddresses ADDRESSES = new ReturnAddresses(Configuration.of(
            (ObjectNode) Json.read("""
                    {"identity": {"schemas": [{"id": "default", "url": "base64://e30="}]},
                     "selfservice": {"default_browser_return_url": "https://ui.example.org/home",
                       "allowed_return_urls": ["https://*.example.org/in", "https://app.example.net:8443", "myapp://callback"]}}
                    """, com.fasterxml.jackson.databind.JsonNode.class),
            Map.of(),
            Path.of(".")));

    @FuzzTest
    void leadsNowhereElse(byte[] input) {
        String wanted = new String(input, StandardCharsets.UTF_8);
        try {
            String followed = ADDRESSES.of(wanted, UI);
            AnswerFilter.requireAscii(followed);
            URI read = URI.create(followed);
            if ("myapp".equals(read.getScheme())) {
                assertThat(read.getHost()).isEqualTo("callback");
            } else {
                assertThat(read.getScheme()).isEqualTo("https");
                assertThat(read.getRawUserInfo()).isNull();
                assertThat(read.getHost()).matches("app\\.example\\.net|([a-z0-9_-]+\\.)+example\\.org");
                // Normalised by others it still is where the rule says.
                if (!read.getHost().equals("app.example.net") && !read.getHost().equals("ui.example.org")) {
                    assertThat(read.normalize().getRawPath()).startsWith("/in");
                }
            }
        } catch (ProblemException refused) {
            // an answer in the contract's form
        }
        ReturnAddresses.queryOf("/x?" + wanted, "return_to");
    }
}
