/** Who an operator is and what that person may do: {@link io.ostiary.console.entrance.Entrance} is a way in. */
@NullMarked
package io.ostiary.console.entrance;

import org.jspecify.annotations.NullMarked;
