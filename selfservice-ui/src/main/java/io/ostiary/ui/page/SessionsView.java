package io.ostiary.ui.page;

import java.util.List;

/**
 * The devices that somebody is signed in on.
 *
 * @param current this one
 * @param others the others
 * @param more address of the next ones; may be empty
 * @param notice what was done; may be empty
 */
public record SessionsView(Device current, List<Device> others, String more, String notice) {

    /**
     * A session.
     *
     * @param id its id
     * @param name <i>Firefox on Windows</i>
     * @param raw what the browser calls itself
     * @param place place or address; may be empty
     * @param methods how they signed in
     * @param times since when, and until when
     */
    public record Device(String id, String name, String raw, String place, String methods, Times times) {}

    /**
     * Since when and until when a session is.
     *
     * @param since when it began
     * @param until when it ends
     */
    public record Times(When since, When until) {}

    public SessionsView {
        others = List.copyOf(others);
    }
}
