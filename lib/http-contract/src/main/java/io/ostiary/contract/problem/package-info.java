/**
 * What ends a request early: one sealed hierarchy of problems, carried by one exception, turned
 * into status, error id and body in one place.
 *
 * <p>Start reading at {@link io.ostiary.contract.problem.Problem}; {@link
 * io.ostiary.contract.problem.ProblemResponses} knows the wire form. No other class knows a status.
 */
@NullMarked
package io.ostiary.contract.problem;

import org.jspecify.annotations.NullMarked;
