/**
 * People change what is theirs: profile and password.
 *
 * <p>A request goes {@code SettingsResource} → {@code BeginSettings}, or {@code SubmitSettings} → a {@link
 * io.ostiary.flow.settings.SettingsMethod}, which decides → {@code SettingsCourse} (hooks) → {@code MakeChange}
 * (identity-service) → {@code EndSettings} → answer. {@code SettingsAccess} decides who may: everything here needs a session.
 * A change that needs a fresher one waits in {@code continuity} while its owner signs in again ({@code SignInAgain}).
 */
@NullMarked
package io.ostiary.flow.settings;

import org.jspecify.annotations.NullMarked;
