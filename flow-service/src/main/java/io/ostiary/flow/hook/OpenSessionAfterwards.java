package io.ostiary.flow.hook;

import io.ostiary.flow.flow.FlowKind;
import jakarta.inject.Singleton;
import java.util.Set;

/** {@code session}: somebody who signed up is signed in. */
@Singleton
public class OpenSessionAfterwards implements Hook {

    @Override
    public String name() {
        return "session";
    }

    @Override
    public Set<FlowKind> joins() {
        return Set.of(FlowKind.REGISTRATION);
    }

    @Override
    public boolean signsIn() {
        return true;
    }
}
