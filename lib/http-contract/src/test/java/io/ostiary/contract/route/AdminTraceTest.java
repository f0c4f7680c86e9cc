package io.ostiary.contract.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdminTraceTest {

    @Test
    void saysWhoDidWhatAndHowItEnded() {
        assertThat(AdminTrace.line("DELETE", "/admin/sessions/1", 204, "127.0.0.1"))
                .isEqualTo("admin DELETE /admin/sessions/1 204 from 127.0.0.1");
    }

    @Test
    void keepsALineALine() {
        assertThat(AdminTrace.line("P\nT", "/admin/" + "x".repeat(1_000), 400, null))
                .doesNotContain("\n")
                .hasSizeLessThan(350)
                .endsWith("400 from -");
    }
}
