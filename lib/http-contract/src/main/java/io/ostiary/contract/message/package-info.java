/**
 * The numbered texts that people see. The catalogue {@code texts/catalogue.json} gives each id its
 * type, the keys of its context, and the suite's own English wording, in which {@code {key}} stands
 * for a value of the context.
 */
@NullMarked
package io.ostiary.contract.message;

import org.jspecify.annotations.NullMarked;
