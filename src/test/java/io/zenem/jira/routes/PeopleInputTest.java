package io.zenem.jira.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Wrong input about people, logs and replays is named, all of it at once, and changes nothing. */
@QuarkusTest
class PeopleInputTest {
    private static Site site;

    private static Site site() {
        if (site == null) {
            site = Site.copied(30);
        }
        return site;
    }

    @AfterAll
    static void close() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void everyWrongZenemUserIsNamed() {
        JsonNode errors = refused(site().put(
                        "/zenem-users",
                        """
                {"users": [{"email": "a@b.example", "name": "A"}, {"email": "A@B.example ", "name": ""}, {"name": 7},
                  {"email": "no address", "name": "x", "role": "boss"}, 5, {"email": "a@b..c", "name": "x"},
                  {"email": "%s@b.example", "name": "x"}, {"email": "x@y\\u0000", "name": "x"}], "replace": true}
                """
                                .formatted("x".repeat(300))));
        assertThat(names(errors))
                .containsExactly(
                        "replace",
                        "users[1].email",
                        "users[1].name",
                        "users[2].email",
                        "users[2].name",
                        "users[3].email",
                        "users[3].role",
                        "users[4]",
                        "users[5].email",
                        "users[6].email",
                        "users[7].email");
        assertThat(site().get("/zenem-users").json().path("totalElements").asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"users\": null}", "{\"users\": {}}", "{\"users\": \"a@b.example\"}"})
    void aListOfUsersHasToBeOne(String body) {
        assertThat(names(refused(site().put("/zenem-users", body)))).containsExactly("users");
    }

    @Test
    void tooManyUsersAreRefused() {
        String users = IntStream.range(0, 20_001)
                .mapToObj(i -> "{\"email\":\"" + i + "@a.ex\"}")
                .collect(Collectors.joining(","));
        assertThat(names(refused(site().put("/zenem-users", "{\"users\":[" + users + "]}"))))
                .containsExactly("users");
    }

    @Test
    void everyWrongMappingIsNamedAndNoneIsSaved() {
        String known =
                site().get("/users?size=1").json().at("/content/0/accountId").asText();
        JsonNode errors = refused(site().put(
                        "/user-mappings",
                        """
                {"mappings": [{"zenemEmail": "a@b.example", "jiraAccountId": "%1$s"}, {"zenemEmail": "c@b.example", "jiraAccountId": "%1$s"},
                  {"zenemEmail": "A@b.example", "jiraAccountId": null}, {"zenemEmail": "d"}, {"jiraAccountId": 5}, {}]}
                """
                                .formatted(known)));
        assertThat(names(errors))
                .containsExactly(
                        "mappings[1].jiraAccountId",
                        "mappings[2].zenemEmail",
                        "mappings[3].jiraAccountId",
                        "mappings[3].zenemEmail",
                        "mappings[4].jiraAccountId",
                        "mappings[4].zenemEmail",
                        "mappings[5].jiraAccountId",
                        "mappings[5].zenemEmail");
        errors = refused(site().put(
                        "/user-mappings",
                        """
                {"mappings": [{"zenemEmail": "a@b.example", "jiraAccountId": "%s"}, {"zenemEmail": "c@b.example", "jiraAccountId": "acc_x"},
                  {"zenemEmail": "d@b.example", "jiraAccountId": "acc_y"}]}
                """
                                .formatted(known)));
        assertThat(names(errors)).containsExactly("mappings[1].jiraAccountId", "mappings[2].jiraAccountId");
        assertThat(site().get("/users?size=200").json().findValuesAsText("mappedBy"))
                .containsOnly("null");
    }

    @Test
    void anUnknownAccountIsNamedWithWhatElseIsWrongAndNothingIsSaved() {
        String known =
                site().get("/users?size=1").json().at("/content/0/accountId").asText();
        JsonNode errors = refused(site().put(
                        "/user-mappings",
                        """
                {"mappings": [5, {"zenemEmail": "a@b.example", "jiraAccountId": "%s"}, {"zenemEmail": "no address", "jiraAccountId": "acc_x"},
                  {"zenemEmail": "neither", "jiraAccountId": "acc_y"}], "x\\u0000": 1}
                """
                                .formatted(known)));
        assertThat(names(errors))
                .containsExactly(
                        "mappings[0]",
                        "mappings[2].jiraAccountId",
                        "mappings[2].zenemEmail",
                        "mappings[3].jiraAccountId",
                        "mappings[3].zenemEmail",
                        "x\0");
        assertThat(site().get("/users?size=200").json().findValuesAsText("mappedBy"))
                .containsOnly("null");
    }

    @ParameterizedTest
    @CsvSource({
        "/users?size=0",
        "/users?size=201",
        "/users?page=-1",
        "/users?page=x",
        "/users?unresolved=maybe",
        "/users?search=a&search=b",
        "/logs?level=LOUD",
        "/logs?since=yesterday",
        "/logs?until=2025-13-01T00:00:00",
        "/logs?since=2025-01-02T00:00:00&until=2025-01-01T00:00:00",
        "/logs?size=500",
        "/logs?page=-3",
        "/dead-letters?since=x",
        "/dead-letters?size=0",
        "/zenem-users?size=0"
    })
    void badQueriesAreInvalidArguments(String path) {
        Service.Answer answer = site().get(path);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "code", "jobId", "jiraKey"})
    void aTextThatNobodyMeansIsAnInvalidArgument(String name) {
        String path = name.equals("search") ? "/users?search=" : "/logs?" + name + "=";
        assertThat(site().get(path + "x".repeat(300)).status()).isEqualTo(400);
        assertThat(site().get(path + "%00%25_%27%5C")
                        .json()
                        .path("totalElements")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jobId\": 5} | jobId",
                "{\"jobId\": \"\"} | jobId",
                "{\"since\": \"soon\"} | since",
                "{\"since\": 5} | since",
                "{\"limit\": 0} | limit",
                "{\"limit\": 1.5} | limit",
                "{\"limit\": \"all\"} | limit",
                "{\"force\": true} | force"
            })
    void aReplayThatMakesNoSenseIsRefused(String body, String field) {
        assertThat(names(refused(site().post("/replay", body)))).containsExactly(field);
    }

    @Test
    void aReplayOfAnUnknownJobIsNotFound() {
        Service.Answer answer = site().post("/replay", "{\"jobId\": \"recon_999\"}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("error").asText()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void aDiscoveryHasNothingToChoose() {
        assertThat(names(refused(site().post("/discover-users", "{\"projects\": [\"ABC\"]}"))))
                .containsExactly("projects");
        assertThat(site().post("/discover-users", "[]").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/discover-users",
        "GET,/users",
        "GET,/zenem-users",
        "PUT,/zenem-users",
        "PUT,/user-mappings",
        "GET,/logs",
        "GET,/dead-letters",
        "POST,/replay"
    })
    void anUnknownConnectorIsNotFoundAndAViewerOnlyReads(String method, String path) {
        String body = method.equals("GET") ? null : "{}";
        Service.Answer unknown =
                Service.call(method, "/admin/connectors/nobody" + path, body, Service.token("connector-admin"));
        assertThat(unknown.status()).isEqualTo(404);
        Service.Answer viewer =
                Service.call(method, "/admin/connectors/" + site().id + path, body, Service.token("connector-viewer"));
        assertThat(viewer.status()).isEqualTo(method.equals("GET") ? 200 : 403);
    }

    private static JsonNode refused(Service.Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("VALIDATION_ERROR");
        return answer.json().path("fieldErrors");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
