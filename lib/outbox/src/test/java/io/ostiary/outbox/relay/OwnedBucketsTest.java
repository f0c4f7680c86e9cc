package io.ostiary.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.outbox.write.Buckets;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnedBucketsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 63, 64, 65, 100})
    void sharesAddUpAndDifferByOneAtMost(int live) {
        IntSummaryStatistics shares = IntStream.range(0, live)
                .map(before -> OwnedBuckets.share(live, before))
                .summaryStatistics();

        assertThat(shares.getSum()).isEqualTo(Buckets.COUNT);
        assertThat(shares.getMax() - shares.getMin()).isBetween(0, 1);
    }
}
