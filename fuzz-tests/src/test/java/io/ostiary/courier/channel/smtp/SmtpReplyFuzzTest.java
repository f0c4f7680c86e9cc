package io.ostiary.courier.channel.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ostiary.courier.channel.DeliveryFailure;
import io.vertx.ext.mail.SMTPException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a mail server replies: three digits in one byte each, then lines. */
class SmtpReplyFuzzTest {

    private static final int LONGEST = 600;

    private static final List<String> STEPS =
            List.of("recipient address not accepted", "DATA command not accepted", "sender address not accepted", "");

    @FuzzTest
    void isToldInOneLineThatCanBeKept(byte[] input) {
        if (input.length < 3) {
            return;
        }
        int code = Math.floorMod(input[0], 10) * 100 + Math.floorMod(input[1], 100);
        String step = STEPS.get(Math.floorMod(input[2], STEPS.size()));
        List<String> lines = new String(input, 3, input.length - 3, StandardCharsets.UTF_8)
                .lines()
                .toList();

        DeliveryFailure failure = SmtpFailures.of(new SMTPException(step, code, lines, code >= 500), input[1] < 0);

        assertThat(failure.kind()).isNotNull();
        assertThat(failure.summary()).hasSizeLessThan(LONGEST);
        // PostgreSQL keeps no NUL, and a list of messages shows one line.
        assertThat(failure.reason()).hasSizeLessThan(LONGEST).doesNotContainPattern("\\p{Cntrl}");
    }
}
