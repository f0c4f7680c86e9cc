package io.ostiary.flow.hook.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.hook.webhook.WebHookAnswer.Broken;
import io.ostiary.flow.hook.webhook.WebHookAnswer.Read;
import io.ostiary.flow.hook.webhook.WebHookAnswer.Said;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.outbound.Outcome;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebHookAnswerTest {

    private static final WebHookConfig PLAIN = config("{}");
    private static final WebHookConfig PARSED = config("{\"response\": {\"parse\": true}}");
    private static final WebHookConfig INTERRUPTING = config("{\"can_interrupt\": true}");

    @Test
    void letsGoOnByAnyGoodAnswer() {
        for (int status : new int[] {200, 201, 202, 204}) {
            assertThat(read(PLAIN, status, "whatever")).isEqualTo(new Said(Verdict.GO));
        }
        assertThat(read(PARSED, 204, "")).isEqualTo(new Said(Verdict.GO));
        assertThat(read(INTERRUPTING, 200, "no JSON")).isEqualTo(new Said(Verdict.GO));
    }

    @Test
    void tellsPlainRefusalAsBadGateway() {
        assertThat(told(read(PLAIN, 400, "{\"messages\": []}"))).isInstanceOf(Problem.BadGateway.class);
        assertThat(told(read(PARSED, 302, ""))).isInstanceOf(Problem.BadGateway.class);
    }

    @Test
    void putsMessagesAtTheirFields() {
        String answer = """
                {"messages": [{"instance_ptr": "#/traits/name/first",
                               "messages": [{"id": 7, "text": "no", "type": "error", "context": {"a": 1}}]},
                              {"instance_ptr": "#/", "messages": [{"id": 8, "text": "hm", "type": "warning"}]}]}
                """;

        assertThat(read(INTERRUPTING, 422, answer))
                .isEqualTo(new Said(new Verdict.Refuse(List.of(
                        new Complaint(
                                "traits.name.first",
                                new UiText(7, "no", "error", Json.object().put("a", 1))),
                        new Complaint(null, new UiText(8, "hm", "info", null))))));
    }

    @Test
    void takesNoRefusalWithoutMessages() {
        for (String answer : List.of("", "no JSON", "{}", "{\"messages\": []}", "[]", "{\"messages\": 7}")) {
            assertThat(told(read(PARSED, 400, answer))).as(answer).isInstanceOf(Problem.HookFailed.class);
        }
    }

    @Test
    void readsWhatIsToBeWritten() {
        String answer = """
                {"identity": {"id": "another", "traits": {"email": "b@example.org"}, "state": "inactive", "external_id": "",
                              "metadata_public": null,
                              "verifiable_addresses": [{"value": "a", "via": "email", "verified": false},
                                                       {"value": "b", "via": "sms", "verified": true}]}}
                """;

        assertThat(read(PARSED, 200, answer))
                .isInstanceOfSatisfying(
                        Said.class,
                        said -> assertThat(said.verdict()).isInstanceOfSatisfying(Verdict.GoWith.class, with -> {
                            assertThat(with.rewrite().traits().path("email").asText())
                                    .isEqualTo("b@example.org");
                            assertThat(with.rewrite().draft().state()).isEqualTo("inactive");
                            assertThat(with.rewrite().draft().externalId()).isEmpty();
                            assertThat(with.rewrite().draft().metadataPublic().isNull())
                                    .isTrue();
                            assertThat(with.rewrite().draft().metadataAdmin()).isNull();
                            assertThat(with.rewrite().draft().verified()).containsExactly(new CodeAddress("sms", "b"));
                        }));
    }

    @Test
    void takesNothingForAChangeThatIsNone() {
        assertThat(read(PARSED, 200, "{\"identity\": null}")).isEqualTo(new Said(Verdict.GO));
        assertThat(read(PARSED, 200, "{\"other\": 1}")).isEqualTo(new Said(Verdict.GO));
        for (String answer : List.of("", "no JSON", "7", "{\"identity\": 7}")) {
            assertThat(told(read(PARSED, 200, answer))).as(answer).isInstanceOf(Problem.HookFailed.class);
        }
    }

    @Test
    void letsNobodyPassWithoutAnAnswer() {
        assertThat(told(WebHookAnswer.read(PLAIN, new Outcome.Forbidden("host"))))
                .isInstanceOf(Problem.HookFailed.class);
        assertThat(told(WebHookAnswer.read(PLAIN, new Outcome.Busy()))).isInstanceOf(Problem.Unavailable.class);
        assertThat(told(WebHookAnswer.read(PLAIN, new Outcome.Failed(new TimeoutException()))))
                .isInstanceOf(Problem.GatewayTimeout.class);
        assertThat(told(WebHookAnswer.read(PLAIN, new Outcome.Failed(new IllegalStateException()))))
                .isInstanceOf(Problem.HookFailed.class);
        assertThat(told(read(PLAIN, 500, ""))).isInstanceOf(Problem.HookFailed.class);
        assertThat(told(WebHookAnswer.read(PARSED, new Outcome.TooLong(200)))).isInstanceOf(Problem.HookFailed.class);
    }

    private static WebHookConfig config(String config) {
        return WebHookConfig.of(Json.read(config, com.fasterxml.jackson.databind.JsonNode.class));
    }

    private static Read read(WebHookConfig hook, int status, String body) {
        return WebHookAnswer.read(hook, new Outcome.Answered(status, Buffer.buffer(body)));
    }

    private static Problem told(Read read) {
        return ((Broken) read).told();
    }
}
