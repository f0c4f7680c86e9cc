package io.ostiary.identity.selfservice;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.CredentialsType;

/** Which credentials other services may make and edit. */
final class EditableTypes {

    private EditableTypes() {}

    /**
     * The type of that word.
     *
     * @throws ProblemException when it is none, or has a way of its own
     */
    static CredentialsType of(String word) {
        return CredentialsType.find(word)
                .filter(each -> !each.shape().isSecret() && !each.shape().isFollowingTraits())
                .orElseThrow(() ->
                        new ProblemException(new Problem.BadRequest("Credentials of this type are not edited here.")));
    }
}
