package io.ostiary.console.deed;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/** What operators did: each deed a line in the log, and the newest five hundred in memory for the page. */
public final class Deeds {

    private static final Logger LOG = Logger.getLogger(Deeds.class);
    private static final int MOST = 500;

    private final Clock clock;
    private final Deque<Deed> newest = new ArrayDeque<>();

    public Deeds(Clock clock) {
        this.clock = clock;
    }

    /**
     * Notes one.
     *
     * @param operator who
     * @param did what
     * @param subject id of what it was done to; may be empty
     * @param outcome {@code done}, or the status of the refusal
     */
    public synchronized void note(String operator, String did, String subject, String outcome) {
        LOG.infof("operator=\"%s\" did=\"%s\" to=%s outcome=%s", operator, did, subject, outcome);
        newest.addFirst(new Deed(clock.instant(), operator, did, subject, outcome));
        if (newest.size() > MOST) {
            newest.removeLast();
        }
    }

    /** The newest ones first. */
    public synchronized List<Deed> newest() {
        return new ArrayList<>(newest);
    }
}
