package io.ostiary.flow.limit;

import java.time.Instant;

/** Rules on guesses by what was counted before. Pure. */
record Judge(AccountLimit accounts, NetworkLimit networks) {

    private static final int FAR = 2;

    /** Whether a guess of somebody unknown is looked at; of two refusals the longer one is told. */
    Ruling judge(Counted counted, Instant now) {
        Ruling account = later(judge(counted.account(), now), judge(counted.pair(), now));
        return later(account, network(counted, now));
    }

    /** Whether a guess is looked at that comes from a browser in which the account signed in before. */
    Ruling judgeKnown(Counted counted, Instant now) {
        return judge(counted.browser(), now);
    }

    private Ruling judge(Tally tally, Instant now) {
        Instant openFrom = accounts.openFrom(tally);
        return openFrom.isAfter(now)
                ? new Ruling.Refused(Reason.ACCOUNT_LIMIT, openFrom, tally.failures() >= FAR * accounts.failures())
                : new Ruling.Allowed();
    }

    private Ruling network(Counted counted, Instant now) {
        Instant openFrom = networks.openFrom(counted.before(), counted.current(), now);
        int counting = networks.counting(counted.before(), counted.current(), now);
        return openFrom.isAfter(now)
                ? new Ruling.Refused(Reason.NETWORK_LIMIT, openFrom, counting >= FAR * networks.failures())
                : new Ruling.Allowed();
    }

    private static Ruling later(Ruling one, Ruling other) {
        return switch (one) {
            case Ruling.Allowed allowed -> other;
            case Ruling.Refused first ->
                switch (other) {
                    case Ruling.Allowed allowed -> first;
                    case Ruling.Refused second -> both(first, second);
                };
        };
    }

    private static Ruling.Refused both(Ruling.Refused first, Ruling.Refused second) {
        Ruling.Refused longer = second.openFrom().isAfter(first.openFrom()) ? second : first;
        return new Ruling.Refused(longer.reason(), longer.openFrom(), first.far() || second.far());
    }
}
