package io.zenem.jira.routes;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** No table grows without end: each has a rule here, and a new one without a rule fails. */
@QuarkusTest
class RetentionTest {
    /** One row for each connector, which is what its key says. */
    private static final Set<String> ONE_A_CONNECTOR =
            Set.of("settings", "site", "webhook", "connection_health", "sink", "oauth", "call_slot");
    /** As many rows as an admin saved. */
    private static final Set<String> BY_ADMINS = Set.of("connector", "mapping_version", "zenem_user", "user_mapping");
    /** As many rows as Jira has things of the kind, or numbers of them. */
    private static final Set<String> AS_LARGE_AS_JIRA = Set.of(
            "item",
            "release",
            "sprint",
            "sprint_board",
            "board",
            "jira_user",
            "label",
            "coverage",
            // a row for each of Jira's three limits
            "rate_limit");
    /** Empty where nothing waits to be done. */
    private static final Set<String> EMPTIED_BY_WORK = Set.of("entity_change", "fanout", "points_due");

    private static final String JOB =
            "(connector_id, id, kind, number, request, trigger, status, finished_at) values (?, 'j' || :n, 'backfill', 100 - :n, '{}', 'admin', "
                    + "case when :n < 0 then 'NEEDS_CONFIRMATION' else 'FAILED' end, case when :n >= 0 then :then end)";

    /**
     * Emptied by time, or when what it belongs to is over: how to make a row of an age of so many days, and an age at which it goes
     * and one at which it stays. What failed of Jira's things stays until it is gone, and is as large as Jira.
     */
    private static final Map<String, Kept> BY_TIME = Map.ofEntries(
            entry(
                    "log_entry",
                    new Kept(
                            31, 29, "(connector_id, at, level, code, message) values (?, :then, 'INFO', 'TEST', 'm')")),
            entry(
                    "dead_letter",
                    new Kept(
                            31,
                            29,
                            "(connector_id, entity, jira_id, reason, last_at) values (?, 'delivery', :n, 'r', :then)")),
            entry(
                    "delivery",
                    new Kept(
                            9,
                            7,
                            "(connector_id, identifier, outcome, received_at) values (?, 'test' || :n, 'applied', :then)")),
            entry("rejection", new Kept(9, 7, "(connector_id, minute, count, last_at) values (?, :then, 1, :then)")),
            entry(
                    "metric",
                    new Kept(9, 7, "(connector_id, width, at, name, value) values (?, 86400, :then, 'test', :n)")),
            entry(
                    "tombstone",
                    new Kept(
                            91,
                            89,
                            "(connector_id, jira_id, removed_at, observed_at, verdict, evidence) values (?, :n, :then, :then, 'gone', 'e')")),
            entry("lease", new Kept(2, 0, "(name, owner, until) values ('test:' || ? || :n, 'gone', :then)")),
            entry("parentless", new Kept(31, 29, "(connector_id, jira_id, since) values (?, :n, :then)")),
            entry("job", new Kept(91, 89, JOB)),
            entry(
                    "job_slice",
                    new Kept(
                            2,
                            0,
                            "(connector_id, job_id, stage, number, spec) values (?, 'j' || :n, 'issues', 1, '{}')")),
            entry(
                    "to_check",
                    new Kept(8, 6, "(connector_id, job_id, jira_id, reason) values (?, 'j' || :n, 1, 'gone')")),
            entry("census", new Kept(1, -1, "(connector_id, job_id, jira_id, recent) values (?, 'j' || :n, 1, true)")),
            entry(
                    "field_sample",
                    new Kept(
                            1,
                            -1,
                            "(connector_id, request_digest, fields, asked_at, expires_at) values (?, :n, '[]', :then, :then)")));

    private record Kept(int goesAfter, int staysAt, String row) {}

    @Test
    void everyTableHasARule() throws SQLException {
        Set<String> ruled = new TreeSet<>();
        Stream.of(ONE_A_CONNECTOR, BY_ADMINS, AS_LARGE_AS_JIRA, EMPTIED_BY_WORK, BY_TIME.keySet())
                .forEach(tables -> tables.forEach(
                        table -> assertThat(ruled.add(table)).as(table).isTrue()));
        assertThat(names("select string_agg(table_name, ',') from information_schema.tables"
                        + " where table_schema = 'jira' and table_type = 'BASE TABLE'"))
                .as("a new table needs a rule that bounds it, here and in sql/failure/housekeeping.sql")
                .containsExactlyInAnyOrderElementsOf(ruled);
    }

    @Test
    void whatIsOneAConnectorCannotBeMore() throws SQLException {
        assertThat(
                        names(
                                """
                        select string_agg(t.relname, ',') from pg_index i join pg_class t on t.oid = i.indrelid
                        join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
                        where i.indisprimary and i.indnkeyatts = 1 and a.attname = 'connector_id' and t.relnamespace = 'jira'::regnamespace"""))
                .containsExactlyInAnyOrderElementsOf(ONE_A_CONNECTOR);
    }

    @Test
    void whatWaitedIsGoneWhenItIsDone() throws SQLException {
        try (Site site = Site.live(40)) {
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("changed"));
            site.awaitWebhooks();
            for (String table : EMPTIED_BY_WORK) {
                await(table)
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> Rows.count("select count(*) from " + of(table), site.id) == 0);
            }
        }
    }

    @Test
    void whatIsOldGoesAndWhatIsYoungStays() throws SQLException, IOException {
        try (Site site = Site.copied(10)) {
            List<String> tables = BY_TIME.keySet().stream()
                    .sorted((a, b) -> a.equals("job") ? -1 : b.equals("job") ? 1 : a.compareTo(b))
                    .toList();
            for (String table : tables) {
                Rows.change("delete from " + of(table), site.id);
            }
            for (Kept jobs : List.of(BY_TIME.get("job_slice"), BY_TIME.get("to_check"), BY_TIME.get("census"))) {
                add(site, "job", JOB, jobs.goesAfter);
                add(site, "job", JOB, jobs.staysAt);
            }
            for (String table : tables) {
                add(site, table, BY_TIME.get(table).row, BY_TIME.get(table).goesAfter);
                add(site, table, BY_TIME.get(table).row, BY_TIME.get(table).staysAt);
            }
            Rows.run("failure/housekeeping.sql");
            Rows.run("sample/sweep.sql");
            for (String table : tables) {
                boolean jobs = table.equals("job");
                assertThat(Rows.count("select count(*) from " + of(table), site.id))
                        .as(table)
                        .isEqualTo(jobs ? 7 : 1);
            }
        }
    }

    /** A connector's rows. */
    private static String of(String table) {
        return "jira." + table + " where "
                + switch (table) {
                    case "lease" -> "name like 'test:' || ? || '%'";
                    // the service counts on meanwhile
                    case "metric" -> "connector_id = ? and name = 'test'";
                    default -> "connector_id = ?";
                };
    }

    /** An old number is a low one, as jobs have it. */
    private static void add(Site site, String table, String row, int days) throws SQLException {
        Rows.change(
                "insert into jira." + table
                        + row.replace(":then", "now() - interval '" + days + " days'")
                                .replace(":n", String.valueOf(days))
                        + " on conflict do nothing",
                site.id);
    }

    private static List<String> names(String sql) throws SQLException {
        return Arrays.asList(Rows.text(sql).split(","));
    }
}
