/**
 * Identity schemas: loading them at start, showing them, and judging traits by them.
 *
 * <p>The path of traits: {@link io.ostiary.identity.schema.TraitsCheck} lets {@code PhoneTraits}
 * normalise phone numbers, validates, turns errors into {@code Complaints} with the contract's
 * numbered texts, and lets {@code TraitsWalk} collect what the keyword {@code ory.sh/kratos} marks
 * as identifiers and addresses; the outcome is a {@link io.ostiary.identity.schema.TraitsFinding}.
 * Owns the endpoints {@code /schemas}. Nothing here is loaded after the start.
 */
@NullMarked
package io.ostiary.identity.schema;

import org.jspecify.annotations.NullMarked;
