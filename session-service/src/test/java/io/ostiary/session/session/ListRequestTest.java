package io.ostiary.session.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.contract.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListRequestTest {

    @Test
    void readsBackThePageTokensItGives() {
        PageToken token = new PageToken(Instant.parse("2026-03-01T12:00:00.123456Z"), UUID.randomUUID());
        assertThat(PageToken.parse(token.encode())).isEqualTo(token);
        assertThat(PageToken.parse(PageToken.START.encode())).isEqualTo(PageToken.START);
        assertThat(PageToken.parse("")).isEqualTo(PageToken.START);
        assertThat(PageToken.parse(null)).isEqualTo(PageToken.START);
    }

    @Test
    void refusesOtherPageTokens() {
        for (String token :
                List.of("garbage", "%00", "MQ", "LTEvMQ", "x".repeat(1_000), "OTk5OTk5OTk5OTk5OTk5OTk5OS94")) {
            assertThatThrownBy(() -> PageToken.parse(token)).as(token).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void bendsOrRefusesThePageSizeOfAKeyset() {
        assertThat(ListRequest.pageSize(null)).isEqualTo(250);
        assertThat(ListRequest.pageSize("0")).isEqualTo(250);
        assertThat(ListRequest.pageSize("-3")).isEqualTo(250);
        assertThat(ListRequest.pageSize("1001")).isEqualTo(1_000);
        assertThat(ListRequest.pageSize("999999999999")).isEqualTo(1_000);
        assertThatThrownBy(() -> ListRequest.pageSize("x")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ListRequest.pageSize("99999999999999999999")).isInstanceOf(ProblemException.class);
    }

    @Test
    void readsBothStylesOfPages() {
        assertThat(ListRequest.slice(null, null, null, null)).isEqualTo(new Slice(0, 250, 0));
        assertThat(ListRequest.slice(null, null, "1", "2")).isEqualTo(new Slice(0, 2, 1));
        assertThat(ListRequest.slice(null, null, "2", "2")).isEqualTo(new Slice(2, 2, 2));
        assertThat(ListRequest.slice(null, "2", "7", "9")).isEqualTo(new Slice(0, 2, 0));
        assertThat(ListRequest.slice(ListRequest.offsetToken(4), "2", null, null))
                .isEqualTo(new Slice(4, 2, 2));
        assertThat(ListRequest.slice("\u0000", "x", null, null)).isEqualTo(new Slice(0, 250, 0));
        assertThat(ListRequest.slice(null, null, "999999999999999", "1000").offset())
                .isPositive();
    }

    @Test
    void refusesIdsOfAnotherForm() {
        for (String id : List.of("no-uuid", "1-1-1-1-1", "", "5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d1\u0000")) {
            assertThatThrownBy(() -> ListRequest.id(id)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void linksFirstAndNextOfAKeyset() {
        PageToken next = new PageToken(Instant.EPOCH, new UUID(0, 7));
        String links = new PageLinks("/admin/sessions", "expand=devices&page_size=1&expand=identity").keyset(1, next);
        assertThat(links)
                .isEqualTo(
                        "</admin/sessions?expand=devices&expand=identity&page_size=1&page_token=%s>; rel=\"first\",</admin/sessions?expand=devices&expand=identity&page_size=1&page_token=%s>; rel=\"next\""
                                .formatted(PageToken.START.encode(), next.encode()));
    }

    @Test
    void linksTheRelationsOfOffsets() {
        assertThat(relations(4, new Slice(0, 2, 0))).containsExactly("next", "last");
        assertThat(relations(6, new Slice(2, 2, 1))).containsExactly("first", "next", "prev", "last");
        assertThat(relations(4, new Slice(2, 2, 1))).containsExactly("first", "prev");
        assertThat(relations(2, new Slice(0, 250, 0))).containsExactly("first");
        assertThat(relations(0, new Slice(0, 250, 0))).containsExactly("first", "next", "prev");
    }

    @Test
    void leadsToTheNextOffset() {
        String links = new PageLinks("/sessions", "page_size=2").offset(4, new Slice(0, 2, 0));
        assertThat(links)
                .startsWith("</sessions?page=1&page_size=2&page_token=" + ListRequest.offsetToken(2) + "&per_page=2>");
    }

    private static List<String> relations(long total, Slice slice) {
        return java.util.regex.Pattern.compile("rel=\"([a-z]+)\"")
                .matcher(new PageLinks("/sessions", null).offset(total, slice))
                .results()
                .map(m -> m.group(1))
                .toList();
    }
}
