package io.ostiary.console.entrance;

/** What an operator may do. */
public enum Role {
    /** Nothing: not even look. */
    NONE,
    /** See everything but the content of messages, which may let somebody in. */
    LOOK,
    /** Look, and change. */
    CHANGE;

    /** Whether this role allows what needs that one. */
    public boolean allows(Role needed) {
        return compareTo(needed) >= 0;
    }
}
