package io.ostiary.flow.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Secret;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.internal.session.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final OpenSession BY_ONE_FACTOR = session("aal1");
    private static final OpenSession BY_TWO_FACTORS = session("aal2");

    private static OpenSession session(String level) {
        Instant now = Instant.EPOCH;
        SessionBody body = new SessionBody(new UUID(0, 1), true, now, now, level, List.of(), now, null, null, null);
        return new OpenSession(Secret.of("token"), new Sessions.Checked(body, 1, level));
    }

    @Test
    void letsAnybodySignInWhoIsNotSignedIn() {
        assertThat(Entry.of("aal1", false, null)).isEqualTo(new Entry.First());
        assertThat(Entry.of(null, false, null)).isEqualTo(new Entry.First());
        assertThat(Entry.of("aal1", true, null))
                .as("a session to refresh that has ended")
                .isEqualTo(new Entry.First());
    }

    @Test
    void asksForTheFirstFactorBeforeTheSecond() {
        assertThat(Entry.of("aal2", false, null)).isEqualTo(new Entry.Refused(new Problem.Aal1Required()));
        assertThat(Entry.of("aal2", true, null)).isEqualTo(new Entry.Refused(new Problem.Aal1Required()));
    }

    @Test
    void asksNobodyAgainWhoHasWhatIsAskedFor() {
        assertThat(Entry.of("aal1", false, BY_ONE_FACTOR)).isEqualTo(new Entry.NotNeeded());
        assertThat(Entry.of("aal1", false, BY_TWO_FACTORS)).isEqualTo(new Entry.NotNeeded());
        assertThat(Entry.of("aal2", false, BY_TWO_FACTORS)).isEqualTo(new Entry.NotNeeded());
    }

    @Test
    void addsTheSecondFactorToTheFirst() {
        assertThat(Entry.of("aal2", false, BY_ONE_FACTOR)).isEqualTo(new Entry.StepUp(BY_ONE_FACTOR, false));
        assertThat(Entry.of("aal2", true, BY_ONE_FACTOR)).isEqualTo(new Entry.StepUp(BY_ONE_FACTOR, false));
    }

    @Test
    void confirmsByTheFactorThatIsAskedFor() {
        assertThat(Entry.of("aal1", true, BY_ONE_FACTOR)).isEqualTo(new Entry.Confirm(BY_ONE_FACTOR));
        assertThat(Entry.of(null, true, BY_TWO_FACTORS)).isEqualTo(new Entry.Confirm(BY_TWO_FACTORS));
        assertThat(Entry.of("aal2", true, BY_TWO_FACTORS)).isEqualTo(new Entry.StepUp(BY_TWO_FACTORS, true));
    }
}
