/**
 * What the pages say: {@link io.ostiary.ui.text.Words} are the texts of one {@link
 * io.ostiary.ui.text.Language}. The files are {@code texts/texts_<tag>.properties}; all have the
 * same keys and the same values in each text, which a test checks.
 */
@NullMarked
package io.ostiary.ui.text;

import org.jspecify.annotations.NullMarked;
