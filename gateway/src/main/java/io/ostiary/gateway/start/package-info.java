/**
 * From process to open ports: {@link io.ostiary.gateway.start.GatewayStart} reads the environment
 * and the configuration and deploys the listeners; {@link io.ostiary.config.process.ParentWatch}
 * ends the process with its launcher.
 */
@NullMarked
package io.ostiary.gateway.start;

import org.jspecify.annotations.NullMarked;
