/**
 * Authenticator assurance levels: which one a session has reached, and whether that is enough.
 *
 * <p>{@link io.ostiary.session.assurance.SessionAssurance} derives the level from the methods,
 * {@link io.ostiary.session.assurance.RequiredAssurance} compares it with what {@code
 * session.whoami.required_aal} asks. Pure rules: no HTTP, no database.
 */
@NullMarked
package io.ostiary.session.assurance;

import org.jspecify.annotations.NullMarked;
