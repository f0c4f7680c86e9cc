/**
 * What a browser was about to do, kept over a detour: a submission waits here while its owner signs
 * in again. The browser holds a sealed cookie that names the row. Owns {@code continuity}.
 */
@NullMarked
package io.ostiary.flow.continuity;

import org.jspecify.annotations.NullMarked;
