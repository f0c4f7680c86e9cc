/**
 * The one file that every service, the gateway and the command line read.
 *
 * <p>The path of a setting: {@link io.ostiary.config.ConfigurationSource} reads the file, {@link
 * io.ostiary.config.EnvironmentOverrides} puts variables over it, {@link
 * io.ostiary.config.SchemaDefaults} and {@link io.ostiary.config.DerivedDefaults} fill what is
 * absent, {@link io.ostiary.config.SchemaValidation} refuses what the schema doesn't know, and
 * {@link io.ostiary.config.Configuration} hands it out typed. The schema lies in {@code
 * ostiary-config.schema.json}; {@code supported-keys.txt} names the keys that have an effect today.
 *
 * <p>Nothing here knows what a key means to a service, and no message of this package contains a
 * configured value: it could be a secret. Start reading at {@link
 * io.ostiary.config.Configuration#load}.
 */
@NullMarked
package io.ostiary.config;

import org.jspecify.annotations.NullMarked;
