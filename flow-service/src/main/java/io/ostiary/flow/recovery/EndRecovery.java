package io.ostiary.flow.recovery;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.settings.BeginSettings;
import io.ostiary.flow.settings.SettingsConfig;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.submission.Open;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ends a recovery that has its session: begins settings, where a new password is set, and answers. */
@Singleton
class EndRecovery {

    private final CurrentSession current;
    private final BeginSettings settings;
    private final SettingsConfig settingsConfig;
    private final RecoveryConfig config;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final Clock clock;

    EndRecovery(
            CurrentSession current,
            BeginSettings settings,
            SettingsConfig settingsConfig,
            RecoveryConfig config,
            Answers answers,
            ReturnAddresses addresses,
            Clock clock) {
        this.current = current;
        this.settings = settings;
        this.settingsConfig = settingsConfig;
        this.config = config;
        this.answers = answers;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Ends it. */
    Uni<Answer> recovery(Outcome.SignedIn in, Opened opened) {
        boolean byLink = opened.byLink();
        Open open = in.open();
        boolean browser = byLink || !open.flow().isNative();
        if (browser) {
            current.giveTo(open.request(), in.issued());
        }
        if (!byLink && skipsSettings(open.flow())) {
            return Uni.createFrom().item(() -> withoutSettings(in));
        }
        return beginSettings(in, browser ? FlowType.BROWSER : FlowType.API).map(flow -> answer(in, flow, byLink));
    }

    private static boolean skipsSettings(Flow flow) {
        String wanted = ReturnAddresses.queryOf(flow.requestUrl(), "skip_settings");
        return wanted != null && List.of("1", "t", "true").contains(wanted.toLowerCase(Locale.ROOT));
    }

    private Answer withoutSettings(Outcome.SignedIn in) {
        Open open = in.open();
        if (!open.request().isJson()) {
            return Answers.seeOther(addresses.of(open.flow(), addresses.byDefault()));
        }
        List<ContinueWith> next = token(in);
        if (!next.isEmpty()) {
            open.flow().showOnce("continue_with", ContinueWith.list(next));
        }
        return Answers.flow(open.flow());
    }

    private Uni<Flow> beginSettings(Outcome.SignedIn in, FlowType type) {
        Open open = in.open();
        String returnTo = returnTo(open.flow());
        String url = open.request().url();
        return settings.begin(
                open.request(),
                type,
                in.session(),
                returnTo == null ? url : ReturnAddresses.with(url, "return_to", returnTo),
                returnTo,
                welcome());
    }

    private @Nullable String returnTo(Flow flow) {
        String wanted =
                flow.returnTo() != null ? flow.returnTo() : ReturnAddresses.queryOf(flow.requestUrl(), "return_to");
        return wanted == null ? addresses.afterIfConfigured("recovery").orElse(null) : wanted;
    }

    private UiText welcome() {
        Instant until = clock.instant().plus(settingsConfig.privilegedMaxAge());
        return Text.RECOVERY_DONE.with(Json.object()
                .put("privilegedSessionExpiresAt", until.toString())
                .put("privileged_session_expires_at", until.toString())
                .put("privileged_session_expires_at_unix", until.getEpochSecond()));
    }

    private Answer answer(Outcome.SignedIn in, Flow settingsFlow, boolean byLink) {
        Open open = in.open();
        String page = answers.flowPage(settingsFlow);
        if (byLink) {
            return Answers.seeOther(page);
        }
        if (!config.continuesWith()) {
            return open.request().isJson()
                    ? Answers.problemAsJson(new Problem.LocationChangeRequired(page))
                    : Answers.seeOther(page);
        }
        if (open.isPage()) {
            return Answers.seeOther(page);
        }
        List<ContinueWith> next = token(in);
        next.add(new ContinueWith.ShowSettings(settingsFlow.id(), page));
        open.flow().showOnce("continue_with", ContinueWith.list(next));
        RecoveryAnswers.showPayload(open.flow());
        return Answers.flow(open.flow());
    }

    /** A native app keeps the session's token. */
    private static List<ContinueWith> token(Outcome.SignedIn in) {
        List<ContinueWith> next = new ArrayList<>();
        if (in.open().flow().isNative()) {
            next.add(new ContinueWith.SetSessionToken(in.token()));
        }
        return next;
    }
}
