/** From request to page, the only package that knows HTTP: who comes, what may be asked for, what is sent. */
@NullMarked
package io.ostiary.console.web;

import org.jspecify.annotations.NullMarked;
