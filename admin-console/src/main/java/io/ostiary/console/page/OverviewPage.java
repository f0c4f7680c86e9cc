package io.ostiary.console.page;

import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the suite is: health, queues, failures. Each part that can't be known says so alone. */
final class OverviewPage implements Page {

    private static final int COUNTED = 100;

    private final Site site;

    OverviewPage(Site site) {
        this.site = site;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return Uni.combine()
                .all()
                .unis(
                        site.admin().get("/admin/health/ready"),
                        site.admin().get("/admin/version"),
                        site.admin().get("/admin/metrics/prometheus"),
                        messages("queued"),
                        messages("abandoned"))
                .asTuple()
                .map(all -> {
                    boolean down = all.getItem1() instanceof ApiAnswer.Unreachable
                            && all.getItem2() instanceof ApiAnswer.Unreachable
                            && all.getItem3() instanceof ApiAnswer.Unreachable;
                    return down
                            ? site.problem(visit, all.getItem1())
                            : site.page(
                                    visit,
                                    View.of(
                                            "Overview",
                                            health(all.getItem1(), all.getItem2()),
                                            services(all.getItem3()),
                                            queue(all.getItem4(), all.getItem5())));
                });
    }

    private Uni<ApiAnswer> messages(String status) {
        return site.admin().get("/admin/courier/messages?page_size=" + COUNTED + "&status=" + status);
    }

    private static Block health(ApiAnswer ready, ApiAnswer version) {
        List<Block.Fact> facts = new ArrayList<>();
        facts.add(new Block.Fact(
                "The suite", ready.isSuccess() ? Cell.badge("ready", "ok") : Cell.badge("not ready", "danger")));
        facts.add(
                new Block.Fact("Version", Cell.of(version.body().path("version").asText("unknown"))));
        return Block.of("Health", "").facts(facts);
    }

    private static Block services(ApiAnswer metrics) {
        if (!metrics.isSuccess()) {
            return Block.failed("Services", metrics.reason());
        }
        String text = metrics.body().asText();
        Map<String, Double> up = Metrics.byService(text, "ostiary_service_up");
        Map<String, Double> waiting = Metrics.byService(text, "ostiary_outbox_waiting_events");
        Map<String, Double> failures = Metrics.byService(text, "ostiary_flow_failures_total");
        List<Block.Row> rows = new ArrayList<>();
        up.forEach((service, state) -> rows.add(Block.Row.of(
                Cell.of(service),
                state > 0 ? Cell.badge("up", "ok") : Cell.badge("down", "danger"),
                figure(waiting, service),
                figure(failures, service))));
        return Block.of("Services", "Failures are those of people's flows since each service started.")
                .table(new Block.Table(
                        "Services", List.of("Service", "State", "Events waiting", "Failures"), rows, FormView.NONE));
    }

    private static Cell figure(Map<String, Double> figures, String service) {
        Double figure = figures.get(service);
        return Cell.of(figure == null ? "–" : Long.toString(Math.round(figure)));
    }

    private static Block queue(ApiAnswer queued, ApiAnswer abandoned) {
        if (!queued.isSuccess() || !abandoned.isSuccess()) {
            return Block.failed("Messages", queued.isSuccess() ? abandoned.reason() : queued.reason());
        }
        return Block.of("Messages", "")
                .facts(List.of(
                        new Block.Fact("Waiting", count(queued, "queued")),
                        new Block.Fact("Given up", count(abandoned, "abandoned"))));
    }

    private static Cell count(ApiAnswer answer, String status) {
        int n = answer.body().size();
        return Cell.link(
                n < COUNTED ? Integer.toString(n) : COUNTED + " or more", MessagesPage.PATH + "?status=" + status);
    }
}
