package io.ostiary.suite.race;

import io.ostiary.suite.RawConnection.Request;

/** A round in which all connections send the same. */
abstract class OneRequest implements Race.Round {

    private final Request request;

    OneRequest(Request request) {
        this.request = request;
    }

    @Override
    public final Request request(int connection) {
        return request;
    }
}
