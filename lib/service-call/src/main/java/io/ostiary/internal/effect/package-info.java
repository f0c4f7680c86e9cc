/** Effects: consequences of a decision that another service has to carry out exactly as decided. */
@NullMarked
package io.ostiary.internal.effect;

import org.jspecify.annotations.NullMarked;
