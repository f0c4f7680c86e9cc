package io.ostiary.flow.login;

import io.ostiary.flow.step.Factor;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a form offers.
 *
 * @param methods that made an offer, in the order of forms
 * @param begins of these, those that can begin at once
 */
record Offered(List<LoginMethod> methods, List<LoginMethod> begins) {

    static final Offered NOTHING = new Offered(List.of(), List.of());

    /** Has the methods draw, one after the other, that are there for what the flow asks for. */
    static Uni<Offered> draw(List<LoginMethod> methods, LoginForm form) {
        Factor asked = Factor.askedBy(form.flow());
        List<LoginMethod> offering = new ArrayList<>();
        List<LoginMethod> beginning = new ArrayList<>();
        Uni<?> drawn = Uni.createFrom().voidItem();
        for (LoginMethod each : methods) {
            if (each.method().enabled() && each.factors().contains(asked)) {
                drawn = drawn.chain(() -> each.draw(form)).invoke(offer -> {
                    switch (offer) {
                        case NOTHING -> {}
                        case ASKS -> offering.add(each);
                        case CAN_BEGIN -> {
                            offering.add(each);
                            beginning.add(each);
                        }
                    }
                });
            }
        }
        return drawn.map(done -> new Offered(List.copyOf(offering), List.copyOf(beginning)));
    }

    /** The one that can begin at once, where nothing else is on offer. */
    Optional<LoginMethod> only() {
        return methods.size() == 1 ? begins.stream().findFirst() : Optional.empty();
    }
}
