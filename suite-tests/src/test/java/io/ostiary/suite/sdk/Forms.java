package io.ostiary.suite.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import sh.ory.kratos.model.ContinueWith;
import sh.ory.kratos.model.UiContainer;
import sh.ory.kratos.model.UiNode;
import sh.ory.kratos.model.UiNodeInputAttributes;
import sh.ory.kratos.model.UiText;

/** Reads the typed forms of flows. */
final class Forms {

    private Forms() {}

    /** The input fields of a form, in its order; there is no other node in these forms. */
    static List<UiNodeInputAttributes> inputs(UiContainer ui) {
        assertThat(ui.getMethod()).isEqualTo("POST");
        return ui.getNodes().stream().map(Forms::input).toList();
    }

    private static UiNodeInputAttributes input(UiNode node) {
        assertThat(node.getType()).isEqualTo(UiNode.TypeEnum.INPUT);
        assertThat(node.getGroup()).isNotNull();
        assertThat(node.getAdditionalProperties()).isNullOrEmpty();
        UiNodeInputAttributes input = node.getAttributes().getUiNodeInputAttributes();
        assertThat(input.getAdditionalProperties()).isNullOrEmpty();
        return input;
    }

    /** Names of the input fields. */
    static List<String> names(UiContainer ui) {
        return inputs(ui).stream().map(UiNodeInputAttributes::getName).toList();
    }

    /** The anti-forgery token of a browser's form. */
    static String csrfToken(UiContainer ui) {
        return inputs(ui).stream()
                .filter(each -> each.getName().equals("csrf_token"))
                .map(each -> (String) each.getValue())
                .findFirst()
                .orElseThrow();
    }

    /** Ids of the messages of a form. */
    static List<Long> messages(UiContainer ui) {
        assertThat(ui.getMessages()).isNotNull().allSatisfy(Forms::isWorded);
        return ui.getMessages().stream().map(UiText::getId).toList();
    }

    private static void isWorded(UiText text) {
        assertThat(text.getText()).isNotBlank();
        assertThat(text.getType()).isNotNull();
    }

    /** The first of the next steps that is of a kind. */
    static <T> T next(List<ContinueWith> steps, Class<T> kind) {
        return steps.stream()
                .map(ContinueWith::getActualInstance)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName()));
    }
}
