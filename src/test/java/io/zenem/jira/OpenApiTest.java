package io.zenem.jira;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.contract.ApiDocument;
import io.zenem.jira.mapping.TargetCatalogue;
import io.zenem.jira.routes.Service;
import io.zenem.jira.work.ZenemEntity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The served OpenAPI document against the routes. Whether the answers are as it says, every HTTP test checks (AnswerCheck). */
@QuarkusTest
class OpenApiTest {
    private static final String WHERE = "in src/main/resources/META-INF/openapi";
    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch", "head");
    /** A row of docs/questions.md, with its first call. */
    private static final Pattern QUESTION = Pattern.compile("(?m)^\\| [^|]+\\? \\| `(?:([A-Z]+) )?([^`?]+)");

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final Set<String> routes = RouteFiles.read().entries().stream()
            .filter(entry -> entry.kind().equals("rest"))
            .flatMap(OpenApiTest::operations)
            .collect(Collectors.toCollection(TreeSet::new));
    private ApiDocument document;

    @BeforeEach
    void read() {
        document = ApiDocument.servedAt(Service.url());
    }

    @Test
    void everyRouteIsDescribed() {
        assertThat(document.operations())
                .as("describe the missing ones, with the same names of parameters, " + WHERE)
                .containsAll(routes);
    }

    @Test
    void whatIsDescribedExists() {
        Set<String> described = new TreeSet<>(document.operations());
        described.removeAll(ApiDocument.NOT_MERGED_YET);
        assertThat(routes)
                .as("take what does not exist out of the document, " + WHERE)
                .containsAll(described);
    }

    @Test
    void everyQuestionOfAnAdminHasACallThatIsThere() {
        List<String> calls = QUESTION.matcher(RouteFiles.text(Path.of("docs", "questions.md")))
                .results()
                .map(row -> Optional.ofNullable(row.group(1)).orElse("GET") + " "
                        + document.template("/admin/connectors/x/" + row.group(2))
                                .orElse(row.group(2)))
                .toList();
        assertThat(calls).hasSizeGreaterThanOrEqualTo(15);
        assertThat(document.operations()).containsAll(calls);
    }

    @Test
    void whatWasMergedLeftTheListOfWhatWasNot() {
        assertThat(ApiDocument.NOT_MERGED_YET)
                .as("take the lines whose routes exist out of NOT_MERGED_YET")
                .doesNotContainAnyElementsOf(routes)
                .as("take the lines that the document lacks out of NOT_MERGED_YET")
                .isSubsetOf(document.operations());
    }

    @Test
    void itIsOfVersion31AndForEverybody() {
        assertThat(document.root().path("openapi").asText()).startsWith("3.1.");
        assertThat(document.root().at("/info/title").asText()).isEqualTo("Zenem Jira connector");
    }

    @Test
    void everyParameterOfAPathIsDescribed() {
        for (String operation : document.operations()) {
            String[] parts = operation.split(" ", 2);
            assertThat(document.parameters(parts[0], parts[1]).stream()
                            .filter(parameter -> parameter.path("in").asText().equals("path"))
                            .map(parameter -> parameter.path("name").asText()))
                    .as(operation)
                    .containsExactlyInAnyOrderElementsOf(PARAMETER
                            .matcher(parts[1])
                            .results()
                            .map(match -> match.group(1))
                            .toList());
        }
    }

    @Test
    void everyOperationHasItsPlaceAndItsErrors() {
        Set<String> tags = new TreeSet<>(document.root().path("tags").findValuesAsText("name"));
        Set<String> ids = new TreeSet<>();
        for (String operation : document.operations()) {
            JsonNode node = operation(operation);
            assertThat(node.path("summary").asText())
                    .as(operation + " needs a summary")
                    .isNotBlank();
            assertThat(tags)
                    .as(operation + " needs a known tag")
                    .contains(node.at("/tags/0").asText());
            assertThat(ids.add(node.path("operationId").asText()))
                    .as(operation + " needs an operationId of its own")
                    .isTrue();
            Set<String> answers = new TreeSet<>();
            node.path("responses").fieldNames().forEachRemaining(answers::add);
            assertThat(answers)
                    .as(operation + " needs the answers that every operation has")
                    .contains("400", "500")
                    .containsAll(node.has("security") ? Set.of() : Set.of("401", "403"))
                    .containsAll(operation.contains("{") ? Set.of("404") : Set.of())
                    .containsAll(node.has("requestBody") ? Set.of("413", "415") : Set.of());
        }
    }

    @Test
    void everyReferenceHasItsTarget() {
        assertThat(document.root().findValuesAsText("$ref"))
                .as("repair or remove the reference " + WHERE)
                .allMatch(ref -> !document.root().at(ref.substring(1)).isMissingNode());
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        for (JsonNode content : document.root().findValues("application/json")) {
            JsonNode schema = content.path("schema");
            Stream.concat(
                            Stream.of(content.path("example")).filter(JsonNode::isObject),
                            content.path("examples").valueStream().map(example -> example.path("value")))
                    .forEach(example -> assertExample(schema, example));
            schema.path("examples").forEach(example -> assertExample(schema, example));
        }
        document.root().at("/components/schemas").forEach(schema -> schema.path("examples")
                .forEach(example -> assertExample(schema, example)));
    }

    @Test
    void everyObjectOfARequestIsClosed() {
        for (String operation : document.operations()) {
            JsonNode schema =
                    document.resolved(operation(operation).at("/requestBody/content/application~1json/schema"));
            if (!operation.contains("/webhooks/jira/") && !schema.isMissingNode()) {
                assertThat(schema.path("additionalProperties").toString())
                        .as(operation + ": an unknown property is refused; say additionalProperties: false")
                        .isEqualTo("false");
            }
        }
    }

    @Test
    void theTargetsOfAMappingAreTheCatalogues() {
        assertThat(properties("ProjectRules")).isEqualTo(targets(ZenemEntity.PROJECT));
        assertThat(properties("StoryRules")).isEqualTo(targets(ZenemEntity.STORY));
    }

    @Test
    void anAnswerHasWhatTheDocumentNamesAndNothingElse() {
        JsonNode schema = document.root()
                .at("/paths/~1admin~1connectors~1{id}~1health/get/responses/200/content/application~1json");
        ObjectNode health = schema.at("/examples/contract/value").deepCopy();
        assertThat(document.violations(schema.path("schema"), health)).isEmpty();
        assertThat(document.violations(schema.path("schema"), health.deepCopy().put("more", 1)))
                .isNotEmpty();
        assertThat(document.violations(schema.path("schema"), health.deepCopy().without("reachable")))
                .isNotEmpty();
        assertThat(document.violations(
                        schema.path("schema"), health.deepCopy().put("lastErrorAt", "2025-08-10T10:00:00Z")))
                .isNotEmpty();
    }

    private void assertExample(JsonNode schema, JsonNode example) {
        assertThat(document.violations(schema, example)).as(example.toString()).isEmpty();
    }

    private JsonNode operation(String operation) {
        String[] parts = operation.split(" ", 2);
        return document.operation(parts[0], parts[1]);
    }

    private Set<String> properties(String schema) {
        Set<String> names = new TreeSet<>();
        document.root()
                .at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        names.remove("attributes");
        return names;
    }

    private static Set<String> targets(ZenemEntity entity) {
        return new TreeSet<>(TargetCatalogue.names(entity));
    }

    private static Stream<String> operations(RouteFiles.Entry rest) {
        return VERBS.stream()
                .flatMap(verb -> rest.node().path(verb).valueStream().map(operation -> {
                    String path = rest.text("path") + operation.path("path").asText("");
                    return verb.toUpperCase(Locale.ROOT) + " " + path;
                }));
    }
}
