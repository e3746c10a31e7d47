package io.zenem.jira;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/schema.md: a picture, and one line a table. */
final class SchemaPage {
    private static final String HEAD =
            """
            # The schema

            Generated from the database, its comments and the statements in `sql/`; after a change: `./mvnw test -Dtest=SchemaTest -Dschema.docs=write`.
            Tables and indexes stand in [db/migration](../src/main/resources/db/migration) by subject (`V…`), functions, triggers and views in the
            repeatable files beside them (`R__…`), which run again whenever they change. From now on versioned migrations are only added.

            Lines are foreign keys; dotted lines are references by id without one. Each table but `connector` belongs to a connector and goes with it;
            that line is drawn only where there is no other. Writers and readers are statements (room and verb; a number where they are many),
            functions and views.

            """;

    /** Columns that refer to another table by their name. */
    private static final Map<String, String> BY_NAME = Map.of(
            "job_id", "job",
            "delivery_id", "delivery",
            "sprint_id", "sprint",
            "board_id", "board",
            "account_id", "jira_user",
            "mapping_version", "mapping_version");

    private final Schema schema;
    private final TableUse use;

    private SchemaPage(Schema schema) {
        this.schema = schema;
        this.use = TableUse.of(schema);
    }

    static String of(Schema schema) {
        return new SchemaPage(schema).text();
    }

    private String text() {
        Map<String, List<Schema.Table>> subjects = schema.tables().stream()
                .collect(Collectors.groupingBy(Schema.Table::subject, TreeMap::new, Collectors.toList()));
        return HEAD + "```mermaid\nerDiagram\n" + picture() + "```\n"
                + subjects.entrySet().stream()
                        .map(subject -> section(subject.getKey(), subject.getValue()))
                        .collect(Collectors.joining())
                + views();
    }

    private String picture() {
        return schema.tables().stream()
                .flatMap(table -> lines(table).stream())
                .map(line -> "    " + line + "\n")
                .collect(Collectors.joining());
    }

    private Set<String> lines(Schema.Table table) {
        Set<String> keys = schema.links().stream()
                .filter(link ->
                        link.table().equals(table.name()) && !link.other().equals("connector"))
                .map(Schema.Link::other)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> lines = new LinkedHashSet<>();
        keys.forEach(other -> lines.add(other + " ||--o{ " + table.name() + " : \"\""));
        table.columns().stream()
                .flatMap(column -> Optional.ofNullable(BY_NAME.get(column)).stream())
                .filter(other -> !keys.contains(other) && !other.equals(table.name()) && exists(other))
                .forEach(other -> lines.add(other + " ||..o{ " + table.name() + " : \"\""));
        if (lines.isEmpty() && !table.name().equals("connector")) {
            lines.add("connector ||--o{ " + table.name() + " : \"\"");
        }
        return lines;
    }

    private boolean exists(String name) {
        return schema.tables().stream().anyMatch(table -> table.name().equals(name));
    }

    private String section(String subject, List<Schema.Table> tables) {
        return "\n## " + heading(subject)
                + "\n\n| table | holds | kept | written by | read by |\n| --- | --- | --- | --- | --- |\n"
                + tables.stream().map(this::line).collect(Collectors.joining());
    }

    private static String heading(String subject) {
        String words = subject.replaceFirst("^V\\d+__", "").replace('_', ' ').replace("oauth", "OAuth");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private String line(Schema.Table table) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        table.name(),
                        table.holds(),
                        table.kept(),
                        byRoom(use.writers().get(table.name())),
                        byRoom(use.readers().get(table.name())));
    }

    /** Statements of one room together, by name where they are few; functions and views one by one. */
    private static String byRoom(Collection<String> users) {
        boolean few = users.size() <= 12;
        Map<String, List<String>> rooms = users.stream()
                .filter(user -> user.contains("/"))
                .map(user -> user.split("/"))
                .collect(Collectors.groupingBy(
                        user -> user[0], TreeMap::new, Collectors.mapping(user -> user[1], Collectors.toList())));
        return Stream.concat(
                        rooms.entrySet().stream()
                                .map(room -> room.getKey() + " ("
                                        + (few
                                                ? String.join(", ", room.getValue())
                                                : room.getValue().size()) + ")"),
                        users.stream().filter(user -> !user.contains("/")).map(user -> "`" + user + "`"))
                .collect(Collectors.joining("; "));
    }

    private String views() {
        return "\n## Views\n\n| view | shows |\n| --- | --- |\n"
                + schema.texts().stream()
                        .filter(Schema.Text::view)
                        .map(view -> "| `" + view.name() + "` | " + view.comment() + " |\n")
                        .collect(Collectors.joining());
    }
}
