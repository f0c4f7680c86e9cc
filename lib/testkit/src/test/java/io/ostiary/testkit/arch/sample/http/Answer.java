package io.ostiary.testkit.arch.sample.http;

public class Answer {}
