/**
 * People change what is theirs: profile and password.
 *
 * <p>A request goes {@code SettingsResource} → {@code BeginSettings} or {@code SubmitSettings} → a
 * {@link io.ostiary.flow.settings.SettingsMethod} → identity-service → {@code FinishSettings} →
 * answer. {@code SettingsAccess} decides who may: everything here needs a session. A change that
 * needs a fresher one waits in {@code continuity} while its owner signs in again.
 */
@NullMarked
package io.ostiary.flow.settings;

import org.jspecify.annotations.NullMarked;
