package io.ostiary.testkit.arch.sample.method.link;

import io.ostiary.testkit.arch.sample.http.Answer;

/** A method that answers. */
public class LinkLogin {

    Answer answer = new Answer();
}
