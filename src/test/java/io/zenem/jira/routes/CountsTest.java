package io.zenem.jira.routes;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** That the numbers of answers are those of the rows, and pages lie where they should, whatever happened. */
@QuarkusTest
class CountsTest {
    /** A million ids, some of which are items. */
    private static final String SCATTERED =
            """
            insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, updated, observed_at, mapping_version, source, last_sync)
            select ?, n * 997, case when n % 10 = 0 then 'project' else 'story' end, 'ABC-' || n, 1, 'Story',
                jsonb_build_object('status', case when n % 3 = 0 then 'DONE' else 'BLOCKED' end),
                case when n % 50 <> 7 then timestamptz '2025-08-10T00:00:00Z' + make_interval(hours => n * 7919 % 1000) end, now(), 'map_v1',
                jsonb_build_object('via', 'backfill', 'self', 'http://127.0.0.1/' || n), now()
            from generate_series(1, 1000) n
            """;
    /** Who is on how many items, an item once for somebody who is both its assignee and its reporter. */
    private static final String ITEMS_OF_PEOPLE =
            """
            select string_agg(account || '=' || items, ' ' order by account) from (
                select a as account, count(distinct i.jira_id) as items
                from jira.item i, unnest(array[i.fields -> 'owner' ->> 'accountId', i.fields -> 'assignee' ->> 'accountId',
                    i.fields -> 'reporter' ->> 'accountId']) a
                where i.connector_id = ? and a is not null group by 1) c
            """;

    @Test
    void numbersAreExactWhateverHappens() throws SQLException {
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
        }
    }

    @Test
    void anItemCountsOnceForSomebodyWhoIsItsAssigneeAndItsReporter() throws SQLException {
        try (Site site = Site.copied(20)) {
            String account = site.someReporter();
            Rows.change(
                    "update jira.item set fields = fields || jsonb_build_object('assignee', fields -> 'reporter')"
                            + " where connector_id = ? and entity = 'story'",
                    site.id);
            assertThat(people(site)).containsKey(account);
            exact(site);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&status=DONE",
                "&updatedSince=2025-08-20T13:30:00",
                "&status=BLOCKED&updatedSince=2025-09-01T00:00:00",
                "&updatedSince=2030-01-01T00:00:00"
            })
    void allPagesTogetherHaveEveryItemOnceInOrder(String filter) throws SQLException {
        try (Site site = Site.bare(10)) {
            Rows.change(SCATTERED, site.id);
            List<String> walked = new ArrayList<>();
            for (int page = 0, pages = 1; page < pages; page++) {
                JsonNode answer =
                        site.get("/stories?size=37&page=" + page + filter).json();
                pages = answer.path("totalPages").asInt();
                answer.path("content")
                        .forEach(item -> walked.add(item.path("jiraId").asText()));
            }
            String condition = filter.replaceAll("&status=(\\w+)", " and fields ->> 'status' = '$1'")
                    .replaceAll("&updatedSince=([-:\\w]+)", " and updated >= timestamptz '$1Z'");
            assertThat(String.join(",", walked))
                    .isEqualTo(Rows.text(
                            "select string_agg(jira_id::text, ',' order by jira_id) from jira.item"
                                    + " where entity = 'story' and connector_id = ?" + condition,
                            site.id));
        }
    }

    private static void exact(Site site) throws SQLException {
        for (String entity : List.of("story", "project")) {
            String path = entity.equals("story") ? "/stories" : "/projects";
            String rows = "select count(*) from jira.item where connector_id = ? and entity = '" + entity + "'";
            assertThat(total(site, path)).isEqualTo(Rows.count(rows, site.id));
            assertThat(total(site, path + "?status=DONE"))
                    .isEqualTo(Rows.count(rows + " and fields ->> 'status' = 'DONE'", site.id));
        }
        assertThat(total(site, "/logs"))
                .isEqualTo(Rows.count("select count(*) from jira.log_entry where connector_id = ?", site.id));
        assertThat(total(site, "/users?unresolved=true"))
                .isEqualTo(Rows.count(
                        "select count(*) from jira.jira_user where zenem_email is null and connector_id = ?", site.id));
        StringBuilder people = new StringBuilder();
        people(site).forEach((account, items) -> people.append(" ").append(account + "=" + items));
        assertThat(people.toString().trim()).isEqualTo(Rows.text(ITEMS_OF_PEOPLE, site.id));
    }

    /** Everybody who is on an item, with how many. */
    private static Map<String, Integer> people(Site site) {
        Map<String, Integer> items = new TreeMap<>();
        site.get("/users?size=200")
                .json()
                .path("content")
                .forEach(user -> items.put(
                        user.path("accountId").asText(), user.path("items").asInt()));
        items.values().removeIf(none -> none == 0);
        return items;
    }

    private static int total(Site site, String path) {
        return site.get(path).json().path("totalElements").asInt();
    }
}
