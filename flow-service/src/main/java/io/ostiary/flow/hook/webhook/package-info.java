/**
 * {@code web_hook}: a server of the operator's is called before or after a flow.
 *
 * <p>{@link io.ostiary.flow.hook.webhook.WebHook} decides at which moment. What it sends is made by the hook's program
 * ({@code WebHookBodies}) of what {@code WebHookContext} tells, sent by {@code CallWebHook}, and what comes back is read by
 * {@code WebHookAnswer}. A hook whose answer is ignored is written down in the transaction of the decision ({@code
 * PostgresDeliveries}) and sent after it by {@code DeliverWebHooks}, again and again until it is taken or given up.
 */
@NullMarked
package io.ostiary.flow.hook.webhook;

import org.jspecify.annotations.NullMarked;
