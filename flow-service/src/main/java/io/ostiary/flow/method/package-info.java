/** The ways to authenticate, one folder each. No method knows another. */
@NullMarked
package io.ostiary.flow.method;

import org.jspecify.annotations.NullMarked;
