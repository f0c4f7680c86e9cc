/** Certificates of a test's own. Needs nothing but the JDK, so that tests without the rest of this module can use it. */
@NullMarked
package io.ostiary.testkit.tls;

import org.jspecify.annotations.NullMarked;
