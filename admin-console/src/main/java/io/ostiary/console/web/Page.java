package io.ostiary.console.web;

import io.smallrye.mutiny.Uni;

/** What answers a path. */
@FunctionalInterface
public interface Page {

    /** Answers a visit; a failure is shown as <i>something went wrong</i>. */
    Uni<PageAnswer> answer(Visit visit);
}
