package io.zenem.jira;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

/**
 * The schema as PostgreSQL tells it after all migrations.
 *
 * @param tables by subject and then by name
 * @param texts of functions and views, by their names
 * @param indexes besides those of keys
 */
record Schema(List<Table> tables, List<Link> links, List<Text> texts, int triggers, int indexes) {
    /** @param subject the migration that made it, such as V002__copy */
    record Table(String name, String subject, String comment, List<String> columns) {
        String holds() {
            return comment.replaceFirst(" Kept: .*", "");
        }

        String kept() {
            return comment.contains(" Kept: ") ? comment.replaceFirst(".* Kept: ", "") : "";
        }
    }

    /** @param column of the table that refers to the other */
    record Link(String table, String column, String other) {}

    record Text(String name, boolean view, String comment, String sql) {}

    private static final Pattern CREATE =
            Pattern.compile("create (?:unlogged )?table (?:if not exists )?jira\\.(\\w+)");
    private static final Pattern RENAME = Pattern.compile("alter table jira\\.(\\w+) rename to (\\w+);");

    /** Read once a JVM: it takes a server of its own. */
    static Schema now() {
        return Holder.NOW;
    }

    private static final class Holder {
        private static final Schema NOW = read();
    }

    private static Schema read() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
            Flyway.configure()
                    .dataSource(url, "postgres", "")
                    .schemas("public")
                    .load()
                    .migrate();
            try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
                return new Schema(
                        tables(connection),
                        links(connection),
                        texts(connection),
                        count(
                                connection,
                                "pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and"),
                        count(
                                connection,
                                "pg_index i join pg_class c on c.oid = i.indrelid where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype <> 'f') and"));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (List<String> row : rows(
                connection,
                """
                select c.relname, coalesce(obj_description(c.oid), ''), string_agg(a.attname, ',' order by a.attnum)
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relnamespace = 'jira'::regnamespace and c.relkind in ('r', 'p') group by c.oid, c.relname
                """)) {
            tables.add(new Table(
                    row.get(0),
                    subject(row.get(0)),
                    row.get(1),
                    List.of(row.get(2).split(","))));
        }
        tables.sort((one, other) -> (one.subject + one.name).compareTo(other.subject + other.name));
        return tables;
    }

    /** The migration that made a table, whatever it was called then. */
    private static String subject(String table) {
        List<Path> migrations = RouteFiles.files(RouteFiles.RESOURCES.resolve("db/migration"), ".sql");
        String made = migrations.stream()
                .flatMap(file -> RENAME.matcher(RouteFiles.text(file)).results())
                .filter(rename -> rename.group(2).equals(table))
                .map(rename -> rename.group(1))
                .findFirst()
                .orElse(table);
        return migrations.stream()
                .filter(file -> CREATE.matcher(RouteFiles.text(file))
                        .results()
                        .map(MatchResult::group)
                        .anyMatch(create -> create.endsWith("." + made)))
                .map(file -> file.getFileName().toString().replace(".sql", ""))
                .findFirst()
                .orElse("");
    }

    private static List<Link> links(Connection connection) throws SQLException {
        return rows(
                        connection,
                        """
                        select c.relname, a.attname, o.relname
                        from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class o on o.oid = f.confrelid
                        join pg_attribute a on a.attrelid = c.oid and a.attnum = f.conkey[array_upper(f.conkey, 1)]
                        where f.contype = 'f' order by 1, 2
                        """)
                .stream()
                .map(row -> new Link(row.get(0), row.get(1), row.get(2)))
                .toList();
    }

    private static List<Text> texts(Connection connection) throws SQLException {
        return rows(
                        connection,
                        """
                        select 'jira.' || p.proname || '()', 'f', '', coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)
                        from pg_proc p where p.pronamespace = 'jira'::regnamespace
                        union all
                        select c.oid::regclass::text, 't', coalesce(obj_description(c.oid), ''), pg_get_viewdef(c.oid)
                        from pg_class c where c.relnamespace::regnamespace::text in ('jira', 'zenem') and c.relkind in ('v', 'm')
                        order by 1
                        """)
                .stream()
                .map(row -> new Text(row.get(0), row.get(1).equals("t"), row.get(2), row.get(3)))
                .toList();
    }

    private static int count(Connection connection, String what) throws SQLException {
        return Integer.parseInt(
                rows(connection, "select count(*) from " + what + " c.relnamespace = 'jira'::regnamespace")
                        .get(0)
                        .get(0));
    }

    private static List<List<String>> rows(Connection connection, String query) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            List<List<String>> read = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                read.add(row);
            }
            return read;
        }
    }
}
