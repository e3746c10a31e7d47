package io.zenem.jira;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every table, and that docs/schema.md tells of the schema as it is. A message says how to repair it. */
class SchemaTest {
    /** One statement alone uses them, and answers what it writes. */
    private static final Set<String> READ_BY_ITS_WRITER = Set.of("call_slot");

    private final Schema schema = Schema.now();

    @Test
    void everyTableSaysWhatItHoldsAndHowLong() {
        assertThat(schema.tables().stream()
                        .filter(table -> !table.comment().matches(".+\\. Kept: .+\\."))
                        .map(Schema.Table::name))
                .as("comment on table jira.<name> is 'What it holds. Kept: how long.', beside its create table")
                .isEmpty();
    }

    @Test
    void everyViewSaysWhatItShows() {
        assertThat(schema.texts().stream()
                        .filter(text -> text.view() && text.comment().isEmpty())
                        .map(Schema.Text::name))
                .as("comment on view <schema>.<name> is 'What it shows.', beside its create view")
                .isEmpty();
    }

    @Test
    void everyTableIsWrittenAndRead() {
        TableUse use = TableUse.of(schema);
        Predicate<String> bothWays = table -> !use.writers().get(table).isEmpty()
                && (!use.readers().get(table).isEmpty() || READ_BY_ITS_WRITER.contains(table));
        assertThat(schema.tables().stream().map(Schema.Table::name).filter(bothWays.negate()))
                .as("no statement, function or view writes or reads it; drop it, in a new migration")
                .isEmpty();
    }

    @Test
    void everyColumnIsUsed() {
        String words = Stream.concat(
                        RouteFiles.files(RouteFiles.RESOURCES.resolve("sql"), ".sql").stream()
                                .map(RouteFiles::text),
                        schema.texts().stream().map(Schema.Text::sql))
                .collect(Collectors.joining("\n"));
        List<String> unused = schema.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> !words.matches("(?s).*\\b" + column + "\\b.*"))
                        .map(column -> table.name() + "." + column))
                .toList();
        assertThat(unused)
                .as("no statement, function or view names it; drop it, in a new migration")
                .isEmpty();
    }

    @Test
    void thePageIsCurrent() throws IOException {
        Path page = Path.of("docs", "schema.md");
        String current = SchemaPage.of(schema);
        if (System.getProperty("schema.docs", "").equals("write")) {
            Files.writeString(page, current);
        }
        assertThat(RouteFiles.text(page))
                .as("the schema changed; write its page again: ./mvnw test -Dtest=SchemaTest -Dschema.docs=write")
                .isEqualTo(current);
    }
}
