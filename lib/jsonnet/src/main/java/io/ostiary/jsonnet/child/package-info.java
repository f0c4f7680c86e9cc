/** The process that evaluates; the only place that knows the Jsonnet library. Nothing here runs inside a service. */
@NullMarked
package io.ostiary.jsonnet.child;

import org.jspecify.annotations.NullMarked;
