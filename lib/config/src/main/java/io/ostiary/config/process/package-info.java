/** What every process of the suite does besides its work: {@link io.ostiary.config.process.ParentWatch} ends it with its launcher. */
@NullMarked
package io.ostiary.config.process;

import org.jspecify.annotations.NullMarked;
