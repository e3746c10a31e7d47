package io.zenem.jira.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every operation of the admin API, read off the OpenAPI document: who may call it, and what becomes of requests
 * that are wrong. A new operation is tested as soon as it is described. Every answer goes through AnswerCheck besides.
 */
@QuarkusTest
class EveryOperationTest {
    private static final String ADMIN = "connector-admin";

    /** Values of every type and size; those that a field's schema allows are left out. */
    private static final List<String> VALUES = List.of(
            "5",
            "0",
            "-1",
            "1.5",
            "99999999999999999999",
            "true",
            "\"\"",
            "\"text\"",
            "\"" + "x".repeat(12_000) + "\"",
            "[]",
            "[5]",
            "[\"text\"]",
            "[null]",
            "{}");

    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.live(10);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void withoutATokenItIsUnauthorized() {
        each(operation -> true, operation -> operation.call(null).refused(401, "UNAUTHORIZED"));
    }

    @Test
    void aViewerMayNotWrite() {
        each(
                operation -> !operation.method().equals("GET"),
                operation -> operation.call(Service.token("connector-viewer")).refused(403, "FORBIDDEN"));
    }

    @Test
    void anUnknownConnectorIsNotFound() {
        each(
                operation -> operation.template().contains("{id}"),
                operation -> operation.at("nobody").call(Service.token(ADMIN)).refused(404, "INVALID_ARGUMENT"));
    }

    @Test
    void aBodyThatIsNoObjectIsAnInvalidArgument() {
        for (String body : List.of("{", "[]", "null", "5", "\"text\"", "{} {}", "{\"a\": 1, \"a\": 2}", "<a/>")) {
            each(
                    operation -> !operation.method().equals("GET")
                            && !operation.method().equals("DELETE"),
                    operation -> operation.send(body, "application/json").refused(400, "INVALID_ARGUMENT"));
        }
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        for (String type : List.of(
                "text/plain",
                "application/jsonp",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x")) {
            each(
                    operation -> operation.body().isPresent(),
                    operation -> operation.send("{}", type).refused(415, "INVALID_ARGUMENT"));
        }
    }

    @Test
    void aLargeBodyIsRefused() {
        String large = "{\"name\": \"" + "x".repeat(1_100_000) + "\"}";
        each(
                operation -> operation.body().isPresent(),
                operation -> operation.send(large, "application/json").refused(413, "INVALID_ARGUMENT"));
    }

    @Test
    void anUnknownPropertyIsNamed() {
        each(
                operation ->
                        !operation.method().equals("GET") && !operation.method().equals("DELETE"),
                operation -> assertNamed(operation.send(operation.example().put("surprise", 1)), "surprise"));
    }

    @Test
    void whatIsMissingIsNamed() {
        each(operation -> operation.body().isPresent(), operation -> operation
                .required()
                .forEach(name -> assertNamed(operation.send(operation.example().without(name)), name)));
    }

    @Test
    void everyWrongValueIsNamed() {
        List<String> tried = new ArrayList<>();
        each(
                operation -> operation.body().isPresent(),
                operation -> operation.wrong(VALUES).forEach((body, field) -> {
                    tried.add(field);
                    assertNamed(operation.send(body), field);
                }));
        assertThat(tried).hasSizeGreaterThan(300);
    }

    @Test
    void aBadPageIsAnInvalidArgument() {
        for (String query : List.of(
                "size=0",
                "size=201",
                "size=-1",
                "size=abc",
                "size=1.5",
                "page=-1",
                "page=x",
                "page=99999999999",
                "size=1&size=2")) {
            each(
                    operation -> operation.parameters().contains("size"),
                    operation -> operation.get(query).refused(400, "INVALID_ARGUMENT"));
        }
    }

    @Test
    void anUnknownQueryParameterIsNamedAndADocumentedOneIsNot() {
        each(operation -> true, operation -> {
            String documented = operation.queryParameters().stream()
                    .map(name -> name + "=&")
                    .collect(Collectors.joining());
            Service.Answer answer = operation.ask(documented + "surprise=1").refused(400, "INVALID_ARGUMENT");
            assertThat(answer.json().path("fieldErrors").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly("surprise");
            assertThat(answer.json().at("/fieldErrors/surprise").asText())
                    .contains(
                            operation.queryParameters().isEmpty()
                                    ? "no parameters are"
                                    : String.join(", ", new TreeSet<>(operation.queryParameters())));
        });
    }

    @Test
    void otherMethodsAreNotAllowedAndTheHeaderSaysWhichAre() {
        for (String path : new TreeSet<>(
                Operation.all(site.id).stream().map(Operation::path).toList())) {
            Service.Answer answer =
                    Service.call("PATCH", path, null, Service.token(ADMIN)).refused(405, "INVALID_ARGUMENT");
            Set<String> methods = new TreeSet<>(Operation.all(site.id).stream()
                    .filter(operation -> operation.path().equals(path))
                    .map(Operation::method)
                    .toList());
            assertThat(answer.http()
                            .headers()
                            .firstValue("Allow")
                            .orElse("none")
                            .split(", "))
                    .as(path)
                    .containsAll(methods);
        }
    }

    /** Every operation's failure is told, not just the first one's. */
    private static void each(Predicate<Operation> which, Consumer<Operation> claim) {
        assertThat(Operation.all(site.id)).filteredOn(which).isNotEmpty().allSatisfy(claim);
    }

    private static void assertNamed(Service.Answer answer, String field) {
        answer.refused(400, "VALIDATION_ERROR");
        assertThat(answer.json().path("fieldErrors").properties())
                .as(answer.json().toString())
                .extracting(Map.Entry::getKey)
                .anyMatch(name -> name.equals(field) || name.startsWith(field + ".") || name.startsWith(field + "["));
    }
}
