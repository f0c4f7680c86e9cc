package io.ostiary.session.assurance;

import io.ostiary.config.Configuration;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.session.RequiredAal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Whether a session has the level that {@code session.whoami.required_aal} asks for. */
@Singleton
public class RequiredAssurance {

    private final RequiredAal required;
    private final Problem secondFactorMissing;

    @Inject
    RequiredAssurance(Configuration configuration) {
        this(configuration.text("session.whoami.required_aal"), configuration.text("serve.public.base_url"));
    }

    /**
     * @param required {@code aal1} or {@code highest_available}
     * @param publicUrl base address of the public side
     */
    RequiredAssurance(String required, String publicUrl) {
        this.required = RequiredAal.of(required);
        this.secondFactorMissing =
                new Problem.Aal2Required(publicUrl.replaceAll("/+$", "") + "/self-service/login/browser?aal=aal2");
    }

    /**
     * Whether the session's level is enough.
     *
     * @param aal of the session
     * @param availableAal the highest that its identity's credentials reach
     */
    public boolean isMet(String aal, String availableAal) {
        return required.isMet(aal, availableAal);
    }

    /** What to answer when it isn't: where to add the second factor. */
    public Problem problem() {
        return secondFactorMissing;
    }
}
