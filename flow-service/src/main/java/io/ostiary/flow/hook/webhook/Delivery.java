package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A call that was claimed, to be tried now.
 *
 * @param lease by which it was claimed
 * @param hook what operators call the hook
 * @param flow the kind of the flow
 * @param attempts tries, this one included
 * @param config of the hook at the time of the decision
 * @param context what the hook's program is given
 */
record Delivery(UUID id, UUID lease, String hook, String flow, int attempts, JsonNode config, ObjectNode context) {}
