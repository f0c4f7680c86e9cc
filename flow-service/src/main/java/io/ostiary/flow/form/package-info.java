/**
 * Forms drawn from identity schemas: the fields, their order, and the typed reading of what a
 * browser sends.
 *
 * <p>Start reading at {@link io.ostiary.flow.form.SchemaForms}. Validation is identity-service's
 * business, not this one's.
 */
@NullMarked
package io.ostiary.flow.form;

import org.jspecify.annotations.NullMarked;
