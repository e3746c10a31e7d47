package io.zenem.jira.routes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who of Jira is who of Zenem: discovery, matching by email, the admin's choices. */
@QuarkusTest
class UsersTest {
    @Inject
    DataSource database;

    private static final String ADA = "712020:5f0c3c2e-0002-4000-8000-000000000002";
    private static final String BEN = "557058:5f0c3c2e-0003-4000-8000-000000000003";

    @Test
    void aDiscoveryNeedsNeitherScopeNorMappingAndFindsEverybody() {
        try (Site site = Site.bare(10)) {
            Service.Answer accepted = site.post("/discover-users", null);
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.json().path("accepted").asBoolean()).isTrue();
            assertThat(accepted.json().path("jobId").asText()).isEqualTo("users_001");
            JsonNode job = site.awaitJob("users_001", "COMPLETED");
            assertThat(job.path("progress").path("usersFetched").asInt()).isEqualTo(20);
            JsonNode page = site.get("/users?search=DOE").json();
            assertThat(page.path("totalElements").asInt()).isZero();
            assertThat(user(site, "ADA").toString())
                    .startsWith(
                            "{\"accountId\":\"" + ADA
                                    + "\",\"displayName\":\"Ada Example\",\"emailAddress\":\"ada@demo.example\","
                                    + "\"active\":true,\"accountType\":\"atlassian\",\"zenemEmail\":null,\"mappedBy\":null,\"goneAt\":null,\"items\":0,");
        }
    }

    @Test
    void thousandsOfUsersComeInPagesWhateverTheServerGives() {
        try (Site site = Site.bare(10)) {
            for (int i = 0; i < 3500; i++) {
                person(site, "bulk:" + i, "Person " + i, "p" + i + "@bulk.example", true);
            }
            site.jira().faults().turn(Switch.SLOW_USER_LIST, true).turn(Switch.SHORT_USER_PAGES, true);
            site.jira().forgetRequests();
            JsonNode job = discover(site);
            assertThat(job.path("progress").path("usersFetched").asInt()).isEqualTo(3520);
            assertThat(site.get("/users?size=200&page=17").json().path("content"))
                    .hasSize(120);
            assertThat(accounts(site, "/users?size=200&search=PERSON 34")).hasSize(111);
            assertThat(accounts(site, "/users?search=bulk:3499")).containsExactly("bulk:3499");
            assertThat(accounts(site, "/users?search=p77@bulk")).containsExactly("bulk:77");
            assertThat(accounts(site, "/users?search=%25_")).isEmpty();
            assertThat(accounts(site, "/users?search=m%C3%BCller-%C3%A5NG")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"İbrahim Ünal", "ΝΙΚΟΣ", "Straße ẞ", "50%_off\\"})
    void aNameIsFoundAsItIsShown(String name) {
        try (Site site = Site.bare(10)) {
            person(site, "acc:odd", name, "odd@bulk.example", true);
            discover(site);
            assertThat(accounts(site, "/users?search=" + URLEncoder.encode(name, StandardCharsets.UTF_8)))
                    .containsExactly("acc:odd");
        }
    }

    @Test
    void everyPageTellsHowManyThereAre() {
        try (Site site = Site.copied(60)) {
            for (int i = 0; i < 41; i++) {
                person(site, "bulk:" + i, "Person " + i, "p" + i + "@bulk.example", true);
            }
            discover(site);
            map(site, "p7@bulk.example", "bulk:7");
            assertThat(totals(site, "/users?search=bulk.ex", 41)).containsOnly(41);
            assertThat(totals(site, "/users?unresolved=true&search=bulk.ex", 40))
                    .containsOnly(40);
            assertThat(totals(site, "/users?search=a", 50)).hasSize(1);
            assertThat(totals(site, "/users?unresolved=true&search=a", 50)).hasSize(1);
        }
    }

    /** The totals of all pages and of one beyond the end, where the pages together have everyone once. */
    private static Set<Integer> totals(Site site, String path, int atLeast) {
        Set<Integer> totals = new TreeSet<>();
        List<String> everyone = new ArrayList<>();
        for (int page = 0; totals.size() < 2 && everyone.size() == page * 10; page++) {
            JsonNode answer = site.get(path + "&size=10&page=" + page).json();
            totals.add(answer.path("totalElements").asInt());
            everyone.addAll(answer.path("content").findValuesAsText("accountId"));
        }
        totals.add(site.get(path + "&size=10&page=500")
                .json()
                .path("totalElements")
                .asInt());
        assertThat(everyone).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(totals).as(path).contains(everyone.size());
        return totals;
    }

    @Test
    void zenemsUsersAreMatchedByEmailInAnyCase() {
        try (Site site = Site.copied(60)) {
            discover(site);
            Service.Answer saved = site.put(
                    "/zenem-users",
                    "{\"users\": [{\"email\": \" ADA@demo.EXAMPLE \", \"name\": \"Ada\"}, {\"email\": \"eve@demo.example\", \"name\": \"Eve\"},"
                            + " {\"email\": \"nobody@demo.example\", \"name\": \"Nobody\"}]}");
            assertThat(saved.json().toString()).isEqualTo("{\"saved\":true,\"users\":3,\"mapped\":2}");
            assertThat(user(site, "ada@").path("zenemEmail").asText()).isEqualTo("ada@demo.example");
            assertThat(user(site, "eve@").path("mappedBy").asText()).isEqualTo("email");
            JsonNode zenem = site.get("/zenem-users?size=2").json();
            assertThat(zenem.path("totalElements").asInt()).isEqualTo(3);
            assertThat(zenem.path("content").path(0).path("jiraAccountId").asText())
                    .isEqualTo(ADA);
            assertThat(zenemEmails(site, ADA)).containsOnly("ada@demo.example");
            site.put("/zenem-users", "{\"users\": []}");
            assertThat(user(site, "ada@").path("zenemEmail").isNull()).isTrue();
            assertThat(zenemEmails(site, ADA)).containsOnly("");
        }
    }

    @Test
    void whoComesLaterIsMatchedWithoutADiscovery() {
        try (Site site = Site.live(60)) {
            site.put("/zenem-users", "{\"users\": [{\"email\": \"new@demo.example\", \"name\": \"New\"}]}");
            person(site, "acc_new", "New Person", "New@demo.example", true);
            site.jira()
                    .editIssue(
                            site.someKey("ABC", "Story"),
                            java.util.Map.of("assignee", Site.parse("{\"accountId\": \"acc_new\"}")));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> zenemEmails(site, "acc_new").contains("new@demo.example"));
            assertThat(user(site, "acc_new").path("items").asInt()).isEqualTo(1);
        }
    }

    @Test
    void appsCustomersAndAddressesThatTwoPeopleHaveAreNeverMatched() {
        try (Site site = Site.bare(10)) {
            site.jira().addUser("an-app", "app", "App", Optional.of("app@demo.example"), true, true);
            site.jira().addUser("a-customer", "customer", "Customer", Optional.of("customer@demo.example"), true, true);
            person(site, "twin:1", "Twin", "twin@demo.example", true);
            person(site, "twin:2", "Twin", "twin@demo.example", true);
            person(site, "old:1", "Old", "back@demo.example", true);
            site.jira().activateUser("old:1", false);
            person(site, "old:2", "Old", "back@demo.example", true);
            zenem(site, "app@demo.example", "customer@demo.example", "twin@demo.example", "back@demo.example");
            discover(site);
            assertThat(mapped(site)).containsExactly("old:2 back@demo.example email");
            site.put(
                    "/user-mappings",
                    "{\"mappings\": [{\"zenemEmail\": \"app@demo.example\", \"jiraAccountId\": \"an-app\"}]}");
            assertThat(mapped(site)).contains("an-app app@demo.example manual");
        }
    }

    @Test
    void hiddenEmailsAreFoundBySearchAndNeverTheWrongOnes() {
        try (Site site = Site.bare(10)) {
            person(site, "hidden:right", "Right", "right@demo.example", false);
            person(site, "hidden:longer", "Longer", "wrong@demo.example.au", false);
            person(site, "shown:longer", "Shown", "shown@demo.example.au", true);
            person(site, "hidden:several-1", "Several", "several@demo.example.au", false);
            person(site, "hidden:several-2", "Several", "several@demo.example.nz", false);
            person(site, "hidden:namesake", "namesake@demo.example", "other@demo.example", false);
            person(site, "hidden:inactive", "Inactive", "inactive@demo.example", false);
            site.jira().activateUser("hidden:inactive", false);
            site.jira().addUser("hidden:app", "app", "App", Optional.of("app@demo.example"), false, true);
            zenem(
                    site,
                    "right@demo.example",
                    "wrong@demo.example",
                    "shown@demo.example",
                    "several@demo.example",
                    "namesake@demo.example",
                    "inactive@demo.example",
                    "app@demo.example");
            discover(site);
            assertThat(mapped(site)).containsExactly("hidden:right right@demo.example email");
            site.jira().forgetRequests();
            discover(site);
            assertThat(mapped(site)).containsExactly("hidden:right right@demo.example email");
            assertThat(site.jira().requests().to("GET /rest/api/:v/user/search"))
                    .as("those that have an account are not asked for again")
                    .isLessThanOrEqualTo(8);
        }
    }

    @Test
    void anAddressThatIsHiddenLaterKeepsItsPersonAndIsForgotten() {
        try (Site site = Site.bare(10)) {
            zenem(site, "ada@demo.example");
            discover(site);
            site.jira().addressUser(ADA, "ada@demo.example", false);
            discover(site);
            JsonNode ada = user(site, "Ada E");
            assertThat(ada.path("emailAddress").isNull()).isTrue();
            assertThat(ada.path("zenemEmail").asText()).isEqualTo("ada@demo.example");
        }
    }

    @Test
    void aReconcileForgetsAnAddressThatIsHiddenNow() {
        try (Site site = Site.copied(60)) {
            String account = site.someReporter();
            site.jira().addressUser(account, "seen@demo.example", true);
            site.reconcile("{}");
            assertThat(addresses(site)).contains("seen@demo.example");
            site.jira().addressUser(account, "seen@demo.example", false);
            site.reconcile("{}");
            assertThat(addresses(site)).doesNotContain("seen@demo.example");
        }
    }

    private static List<String> addresses(Site site) {
        return site.get("/users?size=200").json().path("content").findValuesAsText("emailAddress");
    }

    @Test
    void theAdminsChoiceWinsAndOutlivesDiscoveries() {
        try (Site site = Site.bare(10)) {
            zenem(site, "ada@demo.example", "ben@demo.example");
            discover(site);
            map(site, "ben@demo.example", ADA);
            assertThat(mapped(site)).containsExactly(ADA + " ben@demo.example manual");
            discover(site);
            assertThat(mapped(site)).containsExactly(ADA + " ben@demo.example manual");
            map(site, "ada@demo.example", BEN);
            assertThat(mapped(site))
                    .containsExactly(BEN + " ada@demo.example manual", ADA + " ben@demo.example manual");
            Service.Answer swapped = site.put(
                    "/user-mappings",
                    "{\"mappings\": [{\"zenemEmail\": \"ADA@demo.example\", \"jiraAccountId\": \"" + ADA
                            + "\"}, {\"zenemEmail\": \"ben@demo.example\", \"jiraAccountId\": \"" + BEN + "\"}]}");
            assertThat(swapped.is(200).json().path("updated").asInt()).isEqualTo(2);
            assertThat(mapped(site))
                    .containsExactly(BEN + " ben@demo.example manual", ADA + " ada@demo.example manual");
            site.put(
                    "/user-mappings",
                    "{\"mappings\": [{\"zenemEmail\": \"ada@demo.example\", \"jiraAccountId\": null}]}");
            assertThat(mapped(site)).containsExactly(BEN + " ben@demo.example manual", ADA + " ada@demo.example email");
        }
    }

    @Test
    void whoLeftJiraStaysWhileItemsHangOnHim() {
        try (Site site = Site.copied(80)) {
            person(site, "left:idle", "Left Idle", "idle@demo.example", true);
            discover(site);
            String busy = site.someReporter();
            site.jira().silently().removeUser(busy);
            site.jira().silently().removeUser("left:idle");
            discover(site);
            assertThat(accounts(site, "/users?search=left:idle")).isEmpty();
            JsonNode gone = user(site, busy);
            assertThat(gone.path("goneAt").isTextual()).isTrue();
            assertThat(gone.path("items").asInt()).isPositive();
        }
    }

    @Test
    void moreThanTwoThousandUnresolvedComeByNameWithTheirItems() throws SQLException {
        try (Site site = Site.copied(60)) {
            Rows.change(
                    """
                    insert into jira.jira_user (connector_id, account_id, display_name, active, account_type, observed_at)
                    select ?, 'many:' || n, 'Person ' || n, true, 'atlassian', now() from generate_series(1, 2000) n
                    """,
                    site.id);
            List<String> names = new ArrayList<>();
            List<Integer> items = new ArrayList<>();
            for (int page = 0; page < 11; page++) {
                site.get("/users?unresolved=true&size=200&page=" + page)
                        .json()
                        .path("content")
                        .forEach(user -> {
                            names.add(user.path("displayName").asText());
                            items.add(user.path("items").asInt());
                        });
            }
            assertThat(names).hasSizeGreaterThan(2000);
            assertThat(names.stream().filter(name -> name.startsWith("Person ")))
                    .isSorted();
            assertThat(items.stream().filter(count -> count > 0)).isNotEmpty();
        }
    }

    @Test
    void theUnresolvedComeInOrderOfTheItemsThatHangOnThem() {
        try (Site site = Site.copied(150)) {
            discover(site);
            JsonNode page = site.get("/users?unresolved=true&size=200").json();
            List<Integer> items = new ArrayList<>();
            page.path("content").forEach(user -> items.add(user.path("items").asInt()));
            assertThat(items).isSortedAccordingTo(java.util.Comparator.reverseOrder());
            assertThat(items.get(0)).isPositive();
            JsonNode first = page.path("content").path(0);
            String account = first.path("accountId").asText();
            long counted = site.copy().values().stream()
                    .filter(item -> List.of("owner", "assignee", "reporter").stream()
                            .anyMatch(role ->
                                    item.path(role).path("accountId").asText().equals(account)))
                    .count();
            assertThat(first.path("items").asLong()).isEqualTo(counted);
            map(site, "someone@demo.example", account);
            assertThat(accounts(site, "/users?unresolved=true&size=200")).doesNotContain(account);
        }
    }

    @Test
    void aDiscoveryGoesOnWhereItWasInterrupted() {
        try (Site site = Site.bare(10)) {
            for (int i = 0; i < 400; i++) {
                person(site, "page:" + i, "Person " + i, "p" + i + "@page.example", true);
            }
            site.jira().faults().turn(Switch.SHORT_USER_PAGES, true);
            site.jira().faults().latency(Duration.ofMillis(150));
            site.post("/discover-users", null);
            String equal =
                    site.post("/discover-users", "{}").json().path("jobId").asText();
            assertThat(equal).isEqualTo("users_001");
            await().until(() -> site.get("/sync/status")
                            .json()
                            .path("progress")
                            .path("usersFetched")
                            .asInt()
                    > 0);
            assertThat(site.post("/sync/jobs/users_001/cancel", null).status()).isEqualTo(200);
            site.awaitJob("users_001", "CANCELLED");
            site.jira().faults().latency(Duration.ZERO);
            // a failure that passes: the page that failed is asked for again, those before it are not
            site.jira().forgetRequests();
            site.jira().faults().onlyPaths("users/search").next(Failure.SERVER_ERROR, 3);
            discover(site);
            assertThat(site.jira().requests().to("GET /rest/api/:v/users/search"))
                    .isEqualTo(7 + 3);
            assertThat(site.get("/users").json().path("totalElements").asInt()).isEqualTo(420);
        }
    }

    @Test
    void nobodyIsGoneWhereTheListIsHidden() throws SQLException {
        try (Site site = Site.copied(40)) {
            site.jira().faults().turn(Switch.USERS_HIDDEN, true);
            site.post("/discover-users", null);
            site.awaitJob("users_001", "COMPLETED");
            assertThat(site.jira().requests().to("GET /rest/api/:v/users/search"))
                    .isZero();
            assertThat(rows("select account_id from jira.jira_user where gone_at is not null and connector_id = '"
                            + site.id + "'"))
                    .isEmpty();
        }
    }

    @Test
    void aMissingPermissionIsNamed() {
        try (Site site = Site.bare(10)) {
            site.jira().faults().turn(Switch.USERS_HIDDEN, true);
            site.post("/discover-users", null);
            assertThat(site.awaitJob("users_001", "COMPLETED")
                            .path("incomplete")
                            .toString())
                    .isEqualTo("[{\"entity\":\"user\",\"httpStatus\":403}]");
            assertThat(site.get("/logs?code=USERS_SKIPPED")
                            .json()
                            .at("/content/0/message")
                            .asText())
                    .contains("nobody of them is removed")
                    .contains("Browse users and groups");
        }
    }

    @Test
    void aChangedMappingIsTheItemsNewAtOnceAndToldToWhoeverListens() throws SQLException {
        try (Site site = Site.copied(120)) {
            String reporter = site.someReporter();
            Set<String> concerned = new TreeSet<>();
            site.copy().forEach((id, item) -> {
                if (List.of("owner", "assignee", "reporter").stream()
                        .anyMatch(role ->
                                item.path(role).path("accountId").asText().equals(reporter))) {
                    concerned.add(id);
                }
            });
            await().until(() -> rows("select jira_id from jira.entity_change where connector_id = '" + site.id + "'")
                    .isEmpty());
            // the outbox is held, so that what is in it can be seen
            rows("insert into jira.lease (name, owner, until) values ('outbox:" + site.id
                    + "', 'test', now() + interval '1 hour') on conflict (name) do update"
                    + " set owner = 'test', fence = default, until = excluded.until returning 1");
            map(site, "someone@zenem.example", reporter);
            assertThat(zenemEmails(site, reporter)).containsExactly("someone@zenem.example");
            assertThat(rows(
                            "select distinct coalesce(reporter ->> 'zenemEmail', '') from zenem.stories where source_connection_id = '"
                                    + site.id + "' and reporter ->> 'accountId' = '" + reporter + "'"))
                    .containsExactly("someone@zenem.example");
            await().untilAsserted(() -> assertThat(
                            rows("select distinct jira_id from jira.entity_change where connector_id = '" + site.id
                                    + "' and entity <> 'user'"))
                    .containsExactlyInAnyOrderElementsOf(concerned));
        }
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private static JsonNode discover(Site site) {
        Service.Answer accepted = site.post("/discover-users", null);
        assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(202);
        return site.awaitJob(accepted.json().path("jobId").asText(), "COMPLETED");
    }

    private static void person(Site site, String account, String name, String email, boolean shown) {
        site.jira().silently().addUser(account, "atlassian", name, Optional.of(email), shown, true);
    }

    private static void zenem(Site site, String... emails) {
        String users = String.join(
                ", ",
                java.util.Arrays.stream(emails)
                        .map(email -> "{\"email\": \"" + email + "\", \"name\": \"N\"}")
                        .toList());
        assertThat(site.put("/zenem-users", "{\"users\": [" + users + "]}").status())
                .isEqualTo(200);
    }

    private static void map(Site site, String email, String account) {
        Service.Answer saved = site.put(
                "/user-mappings",
                "{\"mappings\": [{\"zenemEmail\": \"" + email + "\", \"jiraAccountId\": \"" + account + "\"}]}");
        assertThat(saved.is(200).json().path("updated").asInt()).isEqualTo(1);
    }

    private static JsonNode user(Site site, String search) {
        JsonNode page = site.get("/users?search=" + search.replace(" ", "%20").replace("@", "%40"))
                .json();
        assertThat(page.path("totalElements").asInt()).as(page.toString()).isEqualTo(1);
        return page.path("content").path(0);
    }

    private static List<String> accounts(Site site, String path) {
        return site.get(path.replace(" ", "%20").replace("@", "%40"))
                .json()
                .path("content")
                .findValuesAsText("accountId");
    }

    private static List<String> mapped(Site site) {
        List<String> mapped = new ArrayList<>();
        site.get("/users?size=200").json().path("content").forEach(user -> {
            if (!user.path("zenemEmail").isNull()) {
                mapped.add(user.path("accountId").asText() + " "
                        + user.path("zenemEmail").asText() + " "
                        + user.path("mappedBy").asText());
            }
        });
        return mapped.stream().sorted().toList();
    }

    /** The Zenem emails that the copy shows for an account, empty text for none. */
    private static Set<String> zenemEmails(Site site, String account) {
        Set<String> emails = new TreeSet<>();
        for (String kind : List.of("projects", "stories")) {
            site.get("/" + kind + "?size=200").json().path("content").forEach(item -> List.of(
                            "owner", "assignee", "reporter")
                    .forEach(role -> {
                        if (item.path(role).path("accountId").asText().equals(account)) {
                            emails.add(
                                    item.path(role).path("zenemEmail").asText().replace("null", ""));
                        }
                    }));
        }
        return emails;
    }
}
