package io.zenem.jira.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The roles of docs/database-roles.sql suffice, and do for nothing else; here they come between a first start and an update. */
class DatabaseRolesTest {
    private static EmbeddedPostgres server;

    @BeforeAll
    static void migrate() throws SQLException, IOException {
        server = EmbeddedPostgres.start();
        migrate("postgres", "");
        try (Connection superuser = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = superuser.createStatement()) {
            runAsPsqlWould(statement, Files.readString(Path.of("docs/database-roles.sql")));
            // as if the update had other functions, triggers and views
            statement.execute("update public.flyway_schema_history set checksum = 0 where version is null");
        }
        migrate("zenem_owner", "owner");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static void migrate(String user, String password) {
        Flyway.configure()
                .dataSource(url(), user, password)
                .schemas("public")
                .load()
                .migrate();
    }

    /** Its variables, its condition (a server of version 17 or newer), and statements that a query makes. */
    private static void runAsPsqlWould(Statement statement, String script) throws SQLException {
        boolean maintains = statement.getConnection().getMetaData().getDatabaseMajorVersion() >= 17;
        String applied = maintains ? script : script.replaceAll("(?s)\\\\if .*?\\\\endif", "");
        String sql = applied.replace(":'owner_password'", "'owner'")
                .replace(":'service_password'", "'service'")
                .replace(":'reader_password'", "'reader'")
                .replace(":\"DBNAME\"", "postgres")
                .replaceAll("(?m)^(\\\\(set|if|endif).*|.*\\\\gset)$", "");
        int end = sql.indexOf("\\gexec");
        int query = sql.lastIndexOf(';', end) + 1;
        statement.execute(sql.substring(0, query));
        List<String> made = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql.substring(query, end))) {
            while (rows.next()) {
                made.add(rows.getString(1));
            }
        }
        for (String one : made) {
            statement.execute(one);
        }
        statement.execute(sql.substring(end + "\\gexec".length()));
    }

    @Test
    void aReaderSeesTheViewsAndNothingBehindThem() throws SQLException {
        service(
                "insert into jira.connector (id, name, base_url, auth_type, auth_public, credentials) values ('r', 'r', 'https://r.example', 'basic', '{}', '\\x00')",
                "insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, observed_at, mapping_version, source, last_sync) values"
                        + " ('r', 1, 'story', 'R-1', 1, 'Story', '{\"assignee\": {\"accountId\": \"a\"}}', now(), 'map_v1', '{}', now())",
                "insert into jira.jira_user (connector_id, account_id, display_name, active, account_type, observed_at) values ('r', 'a', 'A', true, 'atlassian', now())");
        for (String view : List.of("projects", "stories", "releases", "sprints", "users")) {
            reader("select * from zenem." + view);
        }
        for (String forbidden : List.of(
                "select * from jira.connector",
                "select jira.item_json(null)",
                "delete from jira.item",
                "create table zenem.x (a int)")) {
            assertRefused(() -> reader(forbidden), forbidden);
        }
        service("delete from jira.connector where id = 'r'");
    }

    @Test
    void everyColumnOfAViewIsDocumented() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "zenem_reader", "reader");
                Statement statement = connection.createStatement();
                ResultSet bare = statement.executeQuery(
                        """
                        select string_agg(a.attrelid::regclass || '.' || a.attname, ', ')
                        from pg_attribute a join pg_class c on c.oid = a.attrelid
                        where c.relnamespace = 'zenem'::regnamespace and a.attnum > 0 and col_description(c.oid, a.attnum) is null
                        """)) {
            bare.next();
            assertThat(bare.getString(1)).isNull();
        }
    }

    @Test
    void theServiceMayReadAndWriteEveryTable() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "zenem_service", "service");
                Statement statement = connection.createStatement();
                ResultSet denied = statement.executeQuery(
                        """
                        select string_agg(c.oid::regclass || ' ' || p, ', ')
                        from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete']
                            || case when current_setting('server_version_num')::int >= 170000 then array['maintain'] else '{}' end) p
                        where c.relnamespace = 'jira'::regnamespace and c.relkind = 'r' and not has_table_privilege(c.oid, p)
                        """)) {
            denied.next();
            assertThat(denied.getString(1)).isNull();
        }
    }

    @Test
    void itsStatementsWorkWithTriggersIdentitiesAndFunctions() {
        assertThatCode(() -> service(
                        "insert into jira.connector (id, name, base_url, auth_type, auth_public, credentials) values ('x', 'x', 'https://x.example', 'basic', '{}', '\\x00')",
                        "insert into jira.log_entry (connector_id, level, code, message) values ('x', 'INFO', 'X', 'x')",
                        "select jira.connector_json(c) from jira.connector c",
                        "select * from jira.secret",
                        "analyze jira.jira_user, jira.zenem_user",
                        "delete from jira.connector where id = 'x'"))
                .doesNotThrowAnyException();
    }

    @Test
    void itMayMakeAndDropNothing() {
        for (String forbidden : List.of(
                "create table jira.x (a int)",
                "create table public.x (a int)",
                "create schema x",
                "drop table jira.connector",
                "alter table jira.connector add column x int",
                "truncate jira.connector cascade",
                "create trigger x before insert on jira.connector execute function suppress_redundant_updates_trigger()",
                "create or replace function jira.wire(moment timestamptz) returns text language sql return null",
                "select * from public.flyway_schema_history",
                "select pg_read_file('/etc/passwd')",
                "copy jira.connector to program 'true'",
                "create role x",
                "alter role zenem_service superuser")) {
            assertRefused(() -> service(forbidden), forbidden);
        }
    }

    private static void assertRefused(ThrowingCallable what, String description) {
        assertThatThrownBy(what)
                .as(description)
                .isInstanceOf(SQLException.class)
                .extracting(thrown -> ((SQLException) thrown).getSQLState())
                .isEqualTo("42501");
    }

    private static void service(String... statements) throws SQLException {
        as("zenem_service", "service", statements);
    }

    private static void reader(String... statements) throws SQLException {
        as("zenem_reader", "reader", statements);
    }

    private static void as(String user, String password, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }
}
