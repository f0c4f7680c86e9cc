package io.ostiary.flow.http;

import io.ostiary.contract.generation.Generation;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The views by generation. */
@Singleton
public class Views {

    private final Map<Generation, View> byGeneration = new EnumMap<>(Generation.class);

    Views(@All List<View> views) {
        views.forEach(view -> byGeneration.put(view.generation(), view));
    }

    /** The view of a generation. */
    public View of(Generation generation) {
        return Objects.requireNonNull(byGeneration.get(generation), generation::wire);
    }

    /** The view of the generation that a client speaks. */
    public View of(ClientRequest request) {
        return of(request.generation());
    }
}
