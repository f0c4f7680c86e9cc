/** One-time codes of six digits, sent by mail or SMS. */
@NullMarked
package io.ostiary.flow.method.code;

import org.jspecify.annotations.NullMarked;
