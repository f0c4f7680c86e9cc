package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.api.Api;
import io.ostiary.console.form.SchemaForm;
import io.ostiary.console.form.TraitField;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** The identity schemas: their traits, and their source. */
final class SchemasPage implements Page {

    private final Site site;
    private final Traits traits;

    SchemasPage(Site site, Traits traits) {
        this.site = site;
        this.traits = traits;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return traits.schemas().map(answer -> {
            if (!answer.isSuccess()) {
                return site.problem(visit, answer);
            }
            Block[] blocks = new Block[answer.body().size()];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = block(visit, answer.body().path(i));
            }
            return site.page(visit, View.of("Schemas", blocks));
        });
    }

    private static Block block(Visit visit, JsonNode container) {
        String id = container.path("id").asText();
        SchemaForm form = new SchemaForm(container.path("schema"));
        List<Block.Row> rows = new ArrayList<>();
        for (TraitField each : form.fields()) {
            rows.add(Block.Row.of(
                    Cell.of(each.label()),
                    Cell.code(each.pointer().substring(1).replace('/', '.')),
                    Cell.of(each.required() ? "yes" : "no")));
        }
        Block block = Block.of(id, Traits.rest(form)).source(Json.pretty(container.path("schema")));
        if (!rows.isEmpty()) {
            block = block.table(
                    new Block.Table("Traits of " + id, List.of("Trait", "Name", "Required"), rows, FormView.NONE));
        }
        return visit.mayChange()
                ? block.link("Create an identity", NewPage.PATH + "?schema=" + Api.encoded(id), "plain")
                : block;
    }
}
