/** Jsonnet programs of the configuration, evaluated in a process of their own. */
@NullMarked
package io.ostiary.jsonnet;

import org.jspecify.annotations.NullMarked;
