/** Forms: made of an identity schema, kept over a new sign-in, sent once. */
@NullMarked
package io.ostiary.console.form;

import org.jspecify.annotations.NullMarked;
