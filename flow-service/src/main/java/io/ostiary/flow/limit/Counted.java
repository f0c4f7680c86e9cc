package io.ostiary.flow.limit;

/**
 * What was counted before a guess.
 *
 * @param account at the account, from everywhere
 * @param pair at the account, from the network
 * @param browser at the account, from a browser that is known
 * @param before from the network, in the last window
 * @param current from the network, in this window
 */
record Counted(Tally account, Tally pair, Tally browser, int before, int current) {

    static final Counted NOTHING = new Counted(Tally.NONE, Tally.NONE, Tally.NONE, 0, 0);
}
