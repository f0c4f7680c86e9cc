package io.ostiary.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    /** The middle of a window. */
    private static final Instant NOW = Instant.parse("2026-05-01T12:05:00Z");

    private static final Judge JUDGE = new Judge(
            new AccountLimit(10, 5, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofHours(24)),
            new NetworkLimit(300, Duration.ofMinutes(10)));

    @Test
    void allowsWhereNothingFailed() {
        assertThat(JUDGE.judge(Counted.NOTHING, NOW)).isInstanceOf(Ruling.Allowed.class);
    }

    @Test
    void allowsTheLastOfTheGuessesThatNeedNoWait() {
        assertThat(JUDGE.judge(account(9), NOW)).isInstanceOf(Ruling.Allowed.class);
    }

    @ParameterizedTest
    @CsvSource({"10, 30", "11, 60", "12, 120", "16, 1920", "17, 3600", "70, 3600", "2000000000, 3600"})
    void letsWaitsGrowUpToTheLongest(int failures, int seconds) {
        assertThat(openFrom(JUDGE.judge(account(failures), NOW))).isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void allowsOneGuessAfterTheWait() {
        assertThat(JUDGE.judge(account(10), NOW.plusSeconds(30))).isInstanceOf(Ruling.Allowed.class);
        assertThat(JUDGE.judge(account(10), NOW.plusMillis(29_999))).isInstanceOf(Ruling.Refused.class);
    }

    @Test
    void refusesOneNetworkAtAnAccountThatIsOpenToOthers() {
        Counted fromHere = new Counted(new Tally(5, NOW), new Tally(10, NOW), Tally.NONE, 0, 10);
        Counted fromElsewhere = new Counted(new Tally(5, NOW), Tally.NONE, Tally.NONE, 0, 0);

        assertThat(JUDGE.judge(fromHere, NOW)).isInstanceOf(Ruling.Refused.class);
        assertThat(JUDGE.judge(fromElsewhere, NOW)).isInstanceOf(Ruling.Allowed.class);
    }

    @Test
    void keepsACountOfItsOwnForABrowserThatIsKnown() {
        Counted shut = new Counted(new Tally(50, NOW), new Tally(50, NOW), new Tally(9, NOW), 900, 900);

        assertThat(JUDGE.judge(shut, NOW)).isInstanceOf(Ruling.Refused.class);
        assertThat(JUDGE.judgeKnown(shut, NOW)).isInstanceOf(Ruling.Allowed.class);
        assertThat(JUDGE.judgeKnown(new Counted(Tally.NONE, Tally.NONE, new Tally(10, NOW), 0, 0), NOW))
                .isInstanceOf(Ruling.Refused.class);
    }

    @Test
    void refusesANetworkUntilItsFailuresAreOfAnotherWindow() {
        assertThat(JUDGE.judge(network(0, 299), NOW)).isInstanceOf(Ruling.Allowed.class);
        assertThat(JUDGE.judge(network(0, 300), NOW)).isEqualTo(refused(Reason.NETWORK_LIMIT, "12:10:00.001", false));
    }

    @Test
    void countsOfTheLastWindowWhatAWindowThatEndsNowCovers() {
        assertThat(JUDGE.judge(network(400, 99), NOW)).isInstanceOf(Ruling.Allowed.class);
        assertThat(JUDGE.judge(network(400, 100), NOW)).isEqualTo(refused(Reason.NETWORK_LIMIT, "12:05:00.001", false));
        assertThat(JUDGE.judge(network(800, 0), NOW)).isEqualTo(refused(Reason.NETWORK_LIMIT, "12:06:15.001", false));
    }

    @Test
    void tellsTheLongerOfTwoWaits() {
        Counted both = new Counted(new Tally(10, NOW), Tally.NONE, Tally.NONE, 0, 300);

        assertThat(JUDGE.judge(both, NOW)).isEqualTo(refused(Reason.NETWORK_LIMIT, "12:10:00.001", false));
    }

    @Test
    void isFarOverFromTwiceTheLimitOn() {
        assertThat(((Ruling.Refused) JUDGE.judge(account(19), NOW)).far()).isFalse();
        assertThat(((Ruling.Refused) JUDGE.judge(account(20), NOW)).far()).isTrue();
        assertThat(((Ruling.Refused) JUDGE.judge(network(0, 600), NOW)).far()).isTrue();
    }

    private static Counted account(int failures) {
        return new Counted(new Tally(failures, NOW), Tally.NONE, Tally.NONE, 0, 0);
    }

    private static Counted network(int before, int current) {
        return new Counted(Tally.NONE, Tally.NONE, Tally.NONE, before, current);
    }

    private static Instant openFrom(Ruling ruling) {
        return ((Ruling.Refused) ruling).openFrom();
    }

    private static Ruling refused(Reason reason, String time, boolean far) {
        return new Ruling.Refused(reason, Instant.parse("2026-05-01T" + time + "Z"), far);
    }
}
