package io.zenem.jira.routes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** That the kept numbers are those of the rows, and pages lie where they should, whatever happened. */
@QuarkusTest
class CountsTest {
    private static final String WRONG_ITEMS =
            """
            with kept as (
                select week, entity, status, block, mapping_version, sum(items)::bigint as items from jira.item_number
                where connector_id = '%1$s' group by 1, 2, 3, 4, 5 having sum(items) <> 0
            ), real as (
                select f.week, i.entity, coalesce(i.fields ->> 'status', ''), f.block, i.mapping_version, count(*) from jira.item i
                cross join lateral jira.folded(jira.week(i.updated), i.jira_id >> 12) f where i.connector_id = '%1$s' group by 1, 2, 3, 4, 5
            )
            select count(*) from ((table kept except table real) union all (table real except table kept)) d
            """;
    private static final String ITEM =
            """
            insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, observed_at, mapping_version, source, last_sync)
            values (?, ?, 'story', 'ABC-1', 1, 'Story', jsonb_build_object('assignee', jsonb_build_object('accountId', ?::text)), now(), 'v1', '{}', now())
            """;
    private static final String PEOPLE =
            """
            insert into jira.jira_user (connector_id, account_id, display_name, active, account_type, observed_at, settled_for)
            select ?, n, 'Person ' || n, true, 'atlassian', now(), '/atlassian/true' from generate_series(1, 10000) n
            """;
    private static final String WRONG_ENTRIES =
            """
            with kept as (
                select hour, level, code, job_id, sum(entries)::bigint as entries from jira.log_number
                where connector_id = '%1$s' group by 1, 2, 3, 4 having sum(entries) <> 0
            ), real as (
                select jira.hour(at), level, code, coalesce(job_id, ''), count(*) from jira.log_entry where connector_id = '%1$s' group by 1, 2, 3, 4
            )
            select count(*) from ((table kept except table real) union all (table real except table kept)) d
            """;
    private static final String WRONG_PEOPLE =
            """
            select count(*) from (select * from jira.jira_user where connector_id = '%1$s') u
            full join (select * from jira.user_items where connector_id = '%1$s') c on c.account_id = u.account_id
            where c.unmapped is distinct from case when u.zenem_email is null then u.folded end
            """;
    private static final String LEFT =
            "select (select count(*) from jira.item_number where connector_id = '%1$s') + (select count(*) from jira.log_number where connector_id = '%1$s')";
    private static final String SLIPS =
            "select (select count(*) from jira.item_slip where connector_id = '%1$s') + (select count(*) from jira.log_slip where connector_id = '%1$s')";

    @Inject
    DataSource database;

    @Test
    void writersOfTheSamePeopleInAnotherOrderDoNotStopEachOther() throws SQLException {
        try (Site site = Site.bare(10);
                Connection one = Rows.connection();
                Connection other = Rows.connection()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            Rows.change(one, ITEM, site.id, 1, "Zoe");
            int waiting = process(other);
            CompletableFuture<Void> crossing = CompletableFuture.runAsync(() -> {
                try {
                    Rows.change(other, ITEM, site.id, 2, "Ada");
                    Rows.change(other, ITEM, site.id, 3, "Zoe");
                    other.commit();
                } catch (SQLException deadlock) {
                    throw new IllegalStateException(deadlock);
                }
            });
            await().until(() -> Rows.count("select count(*) from pg_locks where not granted and pid = ?", waiting) > 0);
            Rows.change(one, ITEM, site.id, 4, "Ada");
            one.commit();
            crossing.join();
            assertThat(Rows.text(
                            "select string_agg(account_id || items, ' ' order by account_id) from jira.user_items where connector_id = ?",
                            site.id))
                    .isEqualTo("Ada2 Zoe2");
        }
    }

    @Test
    void manyPeopleAreCountedAtOnceWhereOneWasCountedBefore() throws SQLException {
        try (Site site = Site.bare(10);
                Connection writer = Rows.connection()) {
            Rows.change(writer, PEOPLE, site.id);
            Rows.change(
                    writer,
                    "update jira.jira_user set last_sync = now() where connector_id = ? and account_id = '1'",
                    site.id);
            writer.setAutoCommit(false);
            // joining each with each takes longer
            Rows.change(writer, "set local statement_timeout = '20s'");
            Rows.change(
                    writer,
                    "update jira.jira_user set display_name = 'X' || account_id where connector_id = ?",
                    site.id);
            writer.commit();
            assertThat(Rows.count(WRONG_PEOPLE.formatted(site.id))).isZero();
        }
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void numbersStayExactWhateverHappens() throws SQLException {
        try (Site site = Site.live(120)) {
            exact(site);
            site.jira().createIssue("ABC", "Story", Site.summary("told"));
            site.jira().transition(site.someKey("ABC", "Story"), "Done");
            site.jira().retype(site.someKey("ABC", "Task"), "Epic");
            site.jira().delete(site.someKey("XYZ", "Bug"));
            site.awaitWebhooks();
            exact(site);
            site.jira().silently().delete(site.someKey("XYZ", "Task"));
            site.jira().silently().move(site.someKey("XYZ", "Story"), "ABC");
            site.jira().silently().retype(site.someKey("ABC", "Epic"), "Story");
            site.jira().breakIssue(site.someKey("ABC", "Bug"));
            site.reconcile("{}");
            exact(site);
            site.mapping(Site.MAPPING.replace("v1", "v2"));
            site.awaitJob(site.post("/sync/backfill", "{}").json().path("jobId").asText(), "COMPLETED");
            exact(site);
            folded(site.id);
            exact(site);
        }
    }

    @Test
    void retentionAndHousekeepingTakeEntriesOutOfTheNumbers() throws SQLException, IOException {
        try (Site site = Site.copied(20)) {
            run(
                    ("insert into jira.log_entry (connector_id, at, level, code, message) select '%s', now() - make_interval(days => n), 'WARN', 'OLD', 'old'"
                                    + " from generate_series(25, 60) n")
                            .formatted(site.id));
            exact(site);
            folded(site.id);
            run(resource("/sql/failure/housekeeping.sql"));
            exact(site);
            assertThat(total(site, "/logs?code=OLD")).isLessThan(6);
            folded(site.id);
            run(resource("/sql/failure/housekeeping.sql"));
            assertThat(number("select count(*) from jira.log_count where connector_id = '%s' and entries = 0", site.id))
                    .isZero();
        }
    }

    @Test
    void whoHasNoMappingIsKnownWhoeverComesAndGoes() throws SQLException {
        try (Site site = Site.copied(60)) {
            exact(site);
            site.put("/zenem-users", "{\"users\": [{\"email\": \"em@example.com\", \"name\": \"Em\"}]}")
                    .is(200);
            String account = site.get("/users?unresolved=true")
                    .json()
                    .path("content")
                    .path(0)
                    .path("accountId")
                    .asText();
            String choice = "{\"mappings\": [{\"zenemEmail\": \"em@example.com\", \"jiraAccountId\": %s}]}";
            site.put("/user-mappings", choice.formatted('"' + account + '"')).is(200);
            exact(site);
            site.put("/user-mappings", choice.formatted("null")).is(200);
            site.jira().removeUser(account);
            site.awaitJob(
                    site.post("/discover-users", "{}").json().path("jobId").asText(), "COMPLETED");
            exact(site);
            assertThat(total(site, "/users?unresolved=true"))
                    .isEqualTo(number(
                            "select count(*) from jira.jira_user where zenem_email is null and connector_id = '%s'",
                            site.id));
        }
    }

    @Test
    void aPurgedConnectorLeavesNoNumbersToTheNextOneOfItsName() throws SQLException {
        try (Site site = Site.copied(20)) {
            Service.delete("/admin/connectors/" + site.id + "?data=purge").is(200);
            assertThat(number(LEFT, site.id)).isZero();
        }
    }

    @Test
    void aConnectorWhoseDataAreKeptKeepsItsNumbers() throws SQLException {
        try (Site site = Site.copied(20)) {
            int stories = total(site, "/stories");
            Service.delete("/admin/connectors/" + site.id + "?data=keep").is(200);
            assertThat(number("select count(*) from jira.item where entity = 'story' and connector_id = '%s'", site.id))
                    .isEqualTo(stories);
            assertThat(number(WRONG_ITEMS, site.id)).isZero();
            assertThat(number(WRONG_ENTRIES, site.id)).isZero();
        }
    }

    @Test
    void pagesOfAMillionIdsLieWhereTheyShould() throws SQLException {
        try (Site site = Site.bare(10)) {
            // a block has 4,096 ids, or 16,384 where weeks count: these lie in many
            run(
                    """
                    insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, updated, observed_at, mapping_version, source, last_sync)
                    select '%s', n * 997, case when n %% 10 = 0 then 'project' else 'story' end, 'ABC-' || n, 1, 'Story',
                        jsonb_build_object('status', case when n %% 3 = 0 then 'DONE' else 'BLOCKED' end),
                        case when n %% 50 <> 7 then timestamptz '2025-08-10T00:00:00Z' + make_interval(hours => n * 7919 %% 1000) end, now(), 'map_v1',
                        jsonb_build_object('via', 'backfill', 'self', 'http://127.0.0.1/' || n), now()
                    from generate_series(1, 1000) n
                    """
                            .formatted(site.id));
            for (String filter : List.of(
                    "",
                    "&status=DONE",
                    "&updatedSince=2025-08-20T13:30:00",
                    "&status=BLOCKED&updatedSince=2025-09-01T00:00:00",
                    "&updatedSince=2030-01-01T00:00:00")) {
                sameAsRows(site, filter);
            }
            folded(site.id);
            sameAsRows(site, "&updatedSince=2025-08-20T13:30:00");
        }
    }

    /** Walks all pages and compares them with the rows. */
    private void sameAsRows(Site site, String filter) throws SQLException {
        List<String> walked = new ArrayList<>();
        for (int page = 0, pages = 1; page < pages; page++) {
            JsonNode answer = site.get("/stories?size=37&page=" + page + filter).json();
            pages = answer.path("totalPages").asInt();
            answer.path("content")
                    .forEach(item -> walked.add(item.path("jiraId").asText()));
        }
        String condition = filter.replaceAll("&status=(\\w+)", " and fields ->> 'status' = '$1'")
                .replaceAll("&updatedSince=([-:\\w]+)", " and updated >= timestamptz '$1Z'");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select jira_id from jira.item where entity = 'story' and connector_id = '" + site.id + "'"
                                + condition + " order by jira_id")) {
            List<String> expected = new ArrayList<>();
            while (rows.next()) {
                expected.add(rows.getString(1));
            }
            assertThat(walked).as(filter).isEqualTo(expected);
        }
    }

    private void exact(Site site) throws SQLException {
        assertThat(number(WRONG_ITEMS, site.id)).isZero();
        assertThat(number(WRONG_ENTRIES, site.id)).isZero();
        assertThat(number(WRONG_PEOPLE, site.id)).isZero();
        for (String entity : List.of("story", "project")) {
            String path = entity.equals("story") ? "/stories" : "/projects";
            String rows = "select count(*) from jira.item where connector_id = '%s' and entity = '" + entity + "'";
            assertThat(total(site, path)).isEqualTo(number(rows, site.id));
            assertThat(total(site, path + "?status=DONE"))
                    .isEqualTo(number(rows + " and fields ->> 'status' = 'DONE'", site.id));
        }
    }

    private static int total(Site site, String path) {
        return site.get(path).json().path("totalElements").asInt();
    }

    /** Until the background has summed all slips up. */
    private void folded(String connector) {
        await().atMost(Duration.ofSeconds(30)).until(() -> number(SLIPS, connector) == 0);
    }

    private int number(String sql, String connector) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.formatted(connector))) {
            row.next();
            return row.getInt(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String path) throws IOException {
        try (InputStream stream = CountsTest.class.getResourceAsStream(path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
