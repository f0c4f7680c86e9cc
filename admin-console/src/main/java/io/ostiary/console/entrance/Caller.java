package io.ostiary.console.entrance;

import java.util.List;
import java.util.Optional;

/** What an entrance may know of a request. */
public interface Caller {

    /** Address of the peer; empty when it is unknown. */
    String peer();

    /** All values of a header, in the order in which they came. */
    List<String> headers(String name);

    /** Value of a cookie. */
    Optional<String> cookie(String name);
}
