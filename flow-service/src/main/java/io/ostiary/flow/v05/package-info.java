/**
 * The contract of version 0.5: its paths and its view. Everything it does is done by the flows, which know nothing of it.
 *
 * <p>Start reading at {@link io.ostiary.flow.v05.OlderView}, which shows what flows answer, and at one of the resources,
 * whose paths are those of {@code routes/contract.txt} with {@code /v05} before them. docs/v05.md has every path.
 */
@NullMarked
package io.ostiary.flow.v05;

import org.jspecify.annotations.NullMarked;
