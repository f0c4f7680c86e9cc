package io.ostiary.suite.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.suite.RawConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the rounds of a race: in each exactly one wins, and the others are refused as the contract says. */
final class Rounds {

    private Rounds() {}

    /** Runs them. @param ports of the replicas, which the connections take in turn */
    static void run(String prize, Race race, int rounds, int connections, int... ports) throws Exception {
        Map<String, Integer> tally = new TreeMap<>();
        for (int number = 0; number < rounds; number++) {
            Race.Round round = race.begin(number);
            List<RawConnection.Answer> answers = Start.all(round, connections, ports);
            int won = 0;
            for (int i = 0; i < connections; i++) {
                RawConnection.Answer answer = answers.get(i);
                tally.merge(kind(round, answer) + replica(i), 1, Integer::sum);
                if (round.isWon(answer)) {
                    won++;
                    round.won(i);
                } else {
                    assertThat(round.isRefused(answer))
                            .as("%d: %s", answer.status(), answer.text())
                            .isTrue();
                }
            }
            assertThat(won).as("winners of round %d: %s", number, tally).isEqualTo(1);
            assertThat(round.given()).as("given away in round %d", number).isEqualTo(1);
        }
        System.out.printf("%s, %d rounds: %s%n", prize, rounds, tally);
    }

    /** Which replica a connection leads to. */
    private static String replica(int connection) {
        return " by replica " + (connection % 2 + 1);
    }

    private static String kind(Race.Round round, RawConnection.Answer answer) {
        int message = Race.message(answer);
        String detail = message == 0 ? "" : "/" + message;
        return (round.isWon(answer) ? "won " : "refused ") + answer.status() + detail;
    }
}
