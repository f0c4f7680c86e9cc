/**
 * How a submission is taken, the same for all flows: {@link io.ostiary.flow.submission.Opening} finds its flow and who
 * sent it, {@link io.ostiary.flow.submission.TakeStep} finds the method, checks that nobody forged it, has the method
 * decide and follows the decision. What is special about a flow stands in its {@link io.ostiary.flow.submission.Course}.
 */
@NullMarked
package io.ostiary.flow.submission;

import org.jspecify.annotations.NullMarked;
