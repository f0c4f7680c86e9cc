/**
 * What flows and methods have in common: the names of methods, and what a method makes of a
 * submission.
 */
package io.ostiary.flow.step;
