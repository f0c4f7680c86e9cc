/** Links with a token that works once, sent by mail. They are opened in a browser, whoever asked for them. */
@NullMarked
package io.ostiary.flow.method.link;

import org.jspecify.annotations.NullMarked;
