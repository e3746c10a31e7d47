package io.zenem.jira.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The roles of docs/database-roles.sql suffice, and do for nothing else. */
@QuarkusTest
class DatabaseRolesTest {
    private static final String DATABASE = "least_privileges";

    @BeforeAll
    static void migrate() throws SQLException, IOException {
        as("postgres", "postgres", server(), "create database " + DATABASE);
        String script = Files.readString(Path.of("docs/database-roles.sql"))
                .replace(":'owner_password'", "'owner'")
                .replace(":'service_password'", "'service'")
                .replace(":\"DBNAME\"", DATABASE);
        as("postgres", "postgres", url(), script);
        Flyway.configure()
                .dataSource(url(), "zenem_owner", "owner")
                .schemas("public")
                .load()
                .migrate();
    }

    @AfterAll
    static void drop() throws SQLException {
        as("postgres", "postgres", server(), "drop database " + DATABASE + " with (force)");
        as("postgres", "postgres", server(), "drop role zenem_owner", "drop role zenem_service");
    }

    @Test
    void theServiceMayReadAndWriteEveryTable() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "zenem_service", "service");
                Statement statement = connection.createStatement();
                ResultSet denied = statement.executeQuery(
                        """
                        select string_agg(c.oid::regclass || ' ' || p, ', ')
                        from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete', 'maintain']) p
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
                "create or replace function jira.week(moment timestamptz) returns date language sql return null",
                "select * from public.flyway_schema_history",
                "select pg_read_file('/etc/passwd')",
                "copy jira.connector to program 'true'",
                "create role x",
                "alter role zenem_service superuser")) {
            assertThatThrownBy(() -> service(forbidden))
                    .as(forbidden)
                    .isInstanceOf(SQLException.class)
                    .extracting(thrown -> ((SQLException) thrown).getSQLState())
                    .isEqualTo("42501");
        }
    }

    private static void service(String... statements) throws SQLException {
        as("zenem_service", "service", url(), statements);
    }

    private static void as(String user, String password, String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String server() {
        return ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
    }

    private static String url() {
        return server().replaceFirst("/postgres(?=\\?|$)", "/" + DATABASE);
    }
}
