/** What flows and methods have in common: what a method makes of a submission. */
package io.ostiary.flow.step;
