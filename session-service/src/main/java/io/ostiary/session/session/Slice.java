package io.ostiary.session.session;

/**
 * A part of a list by offset.
 *
 * @param offset how many to skip, not negative
 * @param size how many at most, from 1
 * @param page the number of the page as links show it, from 0
 */
record Slice(long offset, int size, long page) {}
