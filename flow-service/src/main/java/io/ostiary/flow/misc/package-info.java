/** What the contract has beside flows: health, version, scripts, metrics. */
@NullMarked
package io.ostiary.flow.misc;

import org.jspecify.annotations.NullMarked;
