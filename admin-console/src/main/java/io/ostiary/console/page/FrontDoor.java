package io.ostiary.console.page;

import io.ostiary.console.api.Api;
import io.ostiary.console.entrance.Arrival;
import io.ostiary.console.entrance.Caller;
import io.ostiary.console.entrance.Entrance;
import io.ostiary.console.entrance.Entrances;
import io.ostiary.console.entrance.Operator;
import io.ostiary.console.entrance.Role;
import io.ostiary.console.entrance.SignInFile;
import io.ostiary.console.entrance.SignInSessions;
import io.ostiary.console.form.FormValues;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.PageServer;
import io.ostiary.console.web.ProviderDoor;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Signing in and out, and pages for those who don't get what they ask for. */
public final class FrontDoor implements PageServer.Gate {

    private static final String ENTER = "/enter";
    private static final String TO = "to";
    private static final String TOKEN = "token";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final Site site;
    private final Entrances entrances;
    private final Vertx vertx;
    private final Function<Visit, Uni<PageAnswer>> pages;

    /**
     * @param pages what answers a visit of an operator
     */
    public FrontDoor(Site site, Entrances entrances, Vertx vertx, Function<Visit, Uni<PageAnswer>> pages) {
        this.site = site;
        this.entrances = entrances;
        this.vertx = vertx;
        this.pages = pages;
    }

    @Override
    public PageAnswer signIn(Visit visit) {
        String to = visit.isPost() ? visit.path() : visit.here();
        return signIn(visit, to, visit.form().kept(), List.of());
    }

    private PageAnswer signIn(Visit visit, String to, List<FormValues.Value> kept, List<View.Notice> notices) {
        String advice = entrances.advice() + (kept.isEmpty() ? "" : " What you typed comes back then.");
        Block block = Block.of("", advice);
        if (entrances.file().isPresent()) {
            FormView form = FormView.post(ENTER, "").hide(TO, to);
            for (FormValues.Value each : kept) {
                form = form.hide(each.name(), each.value());
            }
            block = block.facts(files(entrances.file().get()))
                    .form(form.field(FieldView.text(TOKEN, "Address or token", "")
                                    .type("password"))
                            .button("Sign in", "main"));
        }
        List<Block> blocks = new ArrayList<>();
        if (entrances.provider().isPresent()) {
            blocks.addAll(atProvider(to, kept));
        }
        if (entrances.file().isPresent() || blocks.isEmpty()) {
            blocks.add(block);
        }
        View view = new View("Sign in", "", List.of(), List.of(), notices, blocks);
        return site.page(visit, UNAUTHORIZED, view);
    }

    /** What was typed stays here: the provider opens beside it. */
    private List<Block> atProvider(String to, List<FormValues.Value> kept) {
        String advice = entrances.provider().map(Entrance::advice).orElse("");
        if (kept.isEmpty()) {
            return List.of(Block.of("", advice).link("Sign in", ProviderDoor.PATH + "?to=" + Api.encoded(to), "main"));
        }
        FormView back = FormView.post(ENTER, "").hide(TO, to);
        for (FormValues.Value each : kept) {
            back = back.hide(each.name(), each.value());
        }
        return List.of(
                Block.of("1. Sign in", advice + " It opens beside this page, which keeps what you typed.")
                        .link("Sign in", ProviderDoor.PATH, "main new"),
                Block.of("2. Come back here", "").form(back.button("Go on with what I typed", "plain")));
    }

    private static List<Block.Fact> files(SignInFile file) {
        return List.of(
                new Block.Fact("To change", Cell.code(file.file(Role.CHANGE).toString())),
                new Block.Fact("To look only", Cell.code(file.file(Role.LOOK).toString())));
    }

    /** By GET with the token in the address, or by the form of the sign-in. */
    @Override
    public Uni<PageAnswer> enter(Visit visit) {
        String to = visit.form().first(TO).filter(Visit::isOwnPath).orElse("/");
        Optional<String> token = visit.isPost() ? visit.form().first(TOKEN) : visit.query(TOKEN);
        if (visit.operator().role().allows(Role.LOOK)
                && token.filter(each -> !each.isBlank()).isEmpty()) {
            return again(visit, visit.operator(), to).orElseGet(() -> now(new PageAnswer.Redirect(to)));
        }
        if (token.isEmpty() || entrances.file().isEmpty()) {
            return now(signIn(visit, to, kept(visit), List.of()));
        }
        SignInFile file = entrances.file().get();
        // It writes the next token to a file.
        return Uni.createFrom()
                .completionStage(() ->
                        vertx.executeBlocking(() -> file.enter(token.get())).toCompletionStage())
                .flatMap(session -> session.map(each -> entered(visit, to, each))
                        .orElseGet(() -> now(signIn(
                                visit,
                                to,
                                kept(visit),
                                List.of(View.Notice.error(
                                        "That address was used already, or isn't the newest one.", List.of()))))));
    }

    /** Those that still wait from one sign-in to the next. */
    private static List<FormValues.Value> kept(Visit visit) {
        return visit.form().restored().kept();
    }

    private Uni<PageAnswer> entered(Visit visit, String to, String session) {
        return operator(session)
                .flatMap(operator -> again(visit, operator, to))
                .map(page -> page.<PageAnswer>map(drawn -> new PageAnswer.SignedIn(drawn, session)))
                .orElseGet(() -> now(new PageAnswer.Redirect(to, session)));
    }

    /** The form again with what was typed into it, to be looked at and sent once more; empty when nothing was. */
    private Optional<Uni<PageAnswer>> again(Visit visit, Operator operator, String to) {
        FormValues typed = visit.form().restored();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        String path = to.replaceFirst("\\?.*$", "");
        return Optional.of(pages.apply(new Visit(visit.context(), operator, path, Map.of(), typed, false)));
    }

    @Override
    public PageAnswer providerFailed(Visit visit, boolean refused) {
        String text = refused
                ? "The sign-in was broken off, took too long, or the provider said something that doesn't fit."
                : "The provider that signs operators in does not answer.";
        Block block =
                Block.of("", text + " Nothing was shown or changed.").link("Try again", ProviderDoor.PATH, "main");
        return site.page(visit, refused ? FORBIDDEN : UNAVAILABLE, View.of("That sign-in did not work", block));
    }

    private Optional<Operator> operator(String session) {
        return entrances
                .file()
                .map(file -> file.arrival(new Fresh(session)))
                .flatMap(arrival ->
                        arrival instanceof Arrival.Known known ? Optional.of(known.operator()) : Optional.empty());
    }

    /** Somebody whose session has just begun. */
    private record Fresh(String session) implements Caller {

        @Override
        public String peer() {
            return "";
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public Optional<String> cookie(String name) {
            return Optional.of(session);
        }
    }

    @Override
    public PageAnswer leave(Visit visit) {
        var cookie = visit.context().request().getCookie(SignInSessions.COOKIE);
        if (cookie != null) {
            entrances.leave(cookie.getValue());
        }
        return new PageAnswer.Redirect("/", "");
    }

    @Override
    public PageAnswer status(Visit visit, int status) {
        String text = switch (status) {
            case 404 -> "There is no such page.";
            case 405 -> "This page does not take that.";
            case 413 -> "That is too large for a form of this console.";
            default -> status < 500 ? "The request was not understood." : "Something went wrong on our side.";
        };
        int told = status == UNAVAILABLE || status < 500 ? status : 500;
        return site.page(visit, told, View.of(text, Block.of("", "").link("To the overview", "/", "main")));
    }

    @Override
    public PageAnswer refused(Visit visit, String reason) {
        Block block = Block.of("", reason + " Nothing was shown or changed.").link("To the overview", "/", "plain");
        return site.page(visit, FORBIDDEN, View.of("Not for you", block));
    }

    @Override
    public PageAnswer sentBefore(Visit visit) {
        Block block = Block.of("", "It was not done a second time. What it did shows on the pages.")
                .link("To the overview", "/", "main");
        return site.page(visit, CONFLICT, View.of("This form was sent before", block));
    }

    private static Uni<PageAnswer> now(PageAnswer answer) {
        return Uni.createFrom().item(answer);
    }
}
