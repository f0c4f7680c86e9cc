/**
 * HTTP for flows: who asks and in which manner, what was submitted, where a browser may be sent,
 * and how an outcome is answered to a form, a single page app or a native client.
 */
@NullMarked
package io.ostiary.flow.http;

import org.jspecify.annotations.NullMarked;
