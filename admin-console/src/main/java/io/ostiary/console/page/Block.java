package io.ostiary.console.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a page.
 *
 * @param heading heading; may be empty
 * @param text sentences below it
 * @param failed whether it can't be shown right now
 * @param facts names and values
 * @param table rows
 * @param source text as it is, such as JSON; may be empty
 * @param links ways on
 * @param forms what can be done
 */
public record Block(
        String heading,
        String text,
        boolean failed,
        List<Fact> facts,
        Table table,
        String source,
        List<View.Link> links,
        List<FormView> forms) {

    /**
     * A name and its value.
     *
     * @param name what it is
     * @param value its value
     */
    public record Fact(String name, Cell value) {}

    /**
     * Rows.
     *
     * @param caption what they are, for those who hear the page
     * @param columns their headings; without any there is no table
     * @param rows the rows
     * @param ticks what can be done with the rows that are ticked; null-free, a form without buttons is none
     */
    public record Table(String caption, List<String> columns, List<Row> rows, FormView ticks) {

        static final Table NONE = new Table("", List.of(), List.of(), FormView.NONE);

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A row.
     *
     * @param id what its tick stands for; may be empty
     * @param label what it is, for the tick
     * @param ticked whether it is ticked
     * @param cells its values, one for each column but that of what can be done
     * @param forms what can be done with it
     */
    public record Row(String id, String label, boolean ticked, List<Cell> cells, List<FormView> forms) {

        public Row {
            cells = List.copyOf(cells);
            forms = List.copyOf(forms);
        }

        static Row of(Cell... cells) {
            return new Row("", "", false, List.of(cells), List.of());
        }
    }

    public Block {
        facts = List.copyOf(facts);
        links = List.copyOf(links);
        forms = List.copyOf(forms);
    }

    /** Whether its forms are buttons alone, which stand in one row with the ways on. */
    public boolean inRow() {
        return forms.stream().allMatch(each -> each.fields().isEmpty());
    }

    static Block of(String heading, String text) {
        return new Block(heading, text, false, List.of(), Table.NONE, "", List.of(), List.of());
    }

    /** In place of one that can't be shown. */
    static Block failed(String heading, String reason) {
        return new Block(
                heading,
                reason + " The rest of the page is as it should be; load it again in a moment for this part.",
                true,
                List.of(),
                Table.NONE,
                "",
                List.of(),
                List.of());
    }

    Block facts(List<Fact> more) {
        return new Block(heading, text, failed, more, table, source, links, forms);
    }

    Block table(Table rows) {
        return new Block(heading, text, failed, facts, rows, source, links, forms);
    }

    Block source(String plain) {
        return new Block(heading, text, failed, facts, table, plain, links, forms);
    }

    Block link(String label, String href, String style) {
        List<View.Link> all = new ArrayList<>(links);
        all.add(new View.Link(label, href, style));
        return new Block(heading, text, failed, facts, table, source, all, forms);
    }

    Block form(FormView form) {
        List<FormView> all = new ArrayList<>(forms);
        all.add(form);
        return new Block(heading, text, failed, facts, table, source, links, all);
    }
}
