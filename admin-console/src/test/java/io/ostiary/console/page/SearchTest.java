package io.ostiary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTest {

    @Test
    void anIdIsLookedUpAsOne() {
        assertThat(Search.ways("01A228ae-b04d-7e44-8537-934bf8fa5cbd", 50))
                .extracting(Search.Way::path)
                .containsExactly("/admin/identities/01A228ae-b04d-7e44-8537-934bf8fa5cbd");
    }

    @Test
    void anythingElseIsLookedForInThreeWays() {
        assertThat(Search.ways("ada+x@example.org&page_size=1", 50))
                .extracting(Search.Way::path)
                .containsExactly(
                        "/admin/identities?page_size=50&credentials_identifier=ada%2Bx%40example.org%26page_size%3D1",
                        "/admin/identities?page_size=50&preview_credentials_identifier_similar=ada%2Bx%40example.org%26page_size%3D1",
                        "/admin/identities/by/external/ada%2Bx%40example.org%26page_size%3D1");
    }

    @Test
    void aPathInAnIdStaysOneSegment() {
        assertThat(Search.ways("../../courier", 50).getLast().path())
                .isEqualTo("/admin/identities/by/external/..%2F..%2Fcourier");
    }
}
