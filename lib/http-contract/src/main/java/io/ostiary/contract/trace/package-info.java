/** What a line of the log is about: request, flow and identity, by their ids and nothing else. */
@NullMarked
package io.ostiary.contract.trace;

import org.jspecify.annotations.NullMarked;
