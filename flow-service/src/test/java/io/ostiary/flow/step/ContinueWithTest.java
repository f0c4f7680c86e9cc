package io.ostiary.flow.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Secret;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContinueWithTest {

    private static final UUID FLOW = UUID.fromString("018f0000-0000-7000-8000-000000000001");

    @Test
    void speaksAsTheContractDoes() {
        List<ContinueWith> all = List.of(
                new ContinueWith.RedirectBrowserTo("https://a.example/"),
                new ContinueWith.SetSessionToken(Secret.of("t")),
                new ContinueWith.ShowVerification(new BegunVerification(FLOW, "ann@example.org", null)),
                new ContinueWith.ShowRecovery(FLOW),
                new ContinueWith.ShowSettings(FLOW, "https://a.example/settings"));

        assertThat(ContinueWith.list(all).toString())
                .isEqualTo("[{\"action\":\"redirect_browser_to\",\"redirect_browser_to\":\"https://a.example/\"},"
                        + "{\"action\":\"set_ory_session_token\",\"ory_session_token\":\"t\"},"
                        + "{\"action\":\"show_verification_ui\",\"flow\":{\"id\":\"" + FLOW
                        + "\",\"verifiable_address\":\"ann@example.org\"}},"
                        + "{\"action\":\"show_recovery_ui\",\"flow\":{\"id\":\"" + FLOW + "\"}},"
                        + "{\"action\":\"show_settings_ui\",\"flow\":{\"id\":\"" + FLOW
                        + "\",\"url\":\"https://a.example/settings\"}}]");
    }
}
