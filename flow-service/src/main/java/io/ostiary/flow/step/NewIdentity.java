package io.ostiary.flow.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.NewCredentials;
import java.util.List;

/**
 * Somebody who can be registered.
 *
 * @param traits as submitted
 * @param credentials to create
 * @param proven addresses that were proven on the way and are stored as verified
 * @param by the authentication of the session that follows
 */
public record NewIdentity(
        JsonNode traits, List<NewCredentials> credentials, List<CodeAddress> proven, AuthenticationMethodBody by) {}
