package io.zenem.jira.routes;

import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Files of routes that whoever runs the service puts into a folder, while it runs. */
@QuarkusTest
class ExternalRoutesTest {
    private static final String OVERRIDE = "entity-changed.camel.yaml";

    /** A route of one step that logs. */
    static String route(String id, String more, String from, String step) {
        return """
                - route:
                    id: %s
                    description: Mine.
                    %s
                    from:
                      uri: %s
                      steps:
                        - %s
                """
                .formatted(id, more, from, step);
    }

    private static String logs(String id) {
        return route(id, "routeConfigurationId: inner", "direct:" + id, "log: {message: mine}");
    }

    private static String calls(String uri) {
        return route("mine", "", "timer:mine", "to: {uri: \"" + uri + "\"}");
    }

    private static String http(String uri) {
        return route("mine", "", '"' + uri + '"', "log: {message: mine}");
    }

    @Test
    void aSourceThatCannotBeReadIsToldInFewLinesAndLeavesTheServiceInTheBalancer() throws Exception {
        try (RoutesFolder folder = new RoutesFolder()) {
            Told told = new Told();
            folder.put("mine.camel.yaml", http("file:target/nowhere?autoCreate=false&directoryMustExist=true"));
            await().until(() -> told.of("mine cannot read from where it begins").size() >= 2);
            assertThat(told.of("mine cannot read from where it begins"))
                    .hasSizeLessThanOrEqualTo(3)
                    .allMatch(line -> line.contains("target/nowhere"))
                    .noneMatch(line -> line.startsWith("\tat "));
            assertThat(RoutesFolder.ready().path("status").asText()).isEqualTo("UP");
        }
    }

    @Test
    void aPathBesideTheApisIsServed() {
        try (RoutesFolder folder = new RoutesFolder()) {
            folder.put("mine.camel.yaml", http("platform-http:/admin/mine"));
            await().until(() -> folder.description("mine").isPresent());
        }
    }

    @Test
    void aRouteThatAsksJiraWithoutSayingWhatOrWhoseIsToldWhatIsMissing() throws Exception {
        try (RoutesFolder folder = new RoutesFolder()) {
            Told told = new Told();
            folder.put(
                    "mine.camel.yaml",
                    route("mine", "routeConfigurationId: background", "timer:mine", "to: direct:jira-call"));
            await().until(() -> !told.of("mine failed and will be tried again: The body is not a request to Jira")
                    .isEmpty());
            folder.put(
                    "mine.camel.yaml",
                    route(
                            "mine",
                            "routeConfigurationId: background",
                            "timer:mine",
                            """
                            setBody:
                                        simple: "${bean:jiraRequests?method=myself}"
                                    - to: direct:jira-call"""));
            await().until(() -> !told.of("mine failed and will be tried again: The variable connectorId is not set")
                    .isEmpty());
        }
    }

    @Test
    void aFileReplacesThePackagedOneUntilItIsGone() {
        try (RoutesFolder folder = new RoutesFolder()) {
            folder.put(OVERRIDE, logs("entity-changed"));
            await().until(() -> folder.description("entity-changed").orElse("").equals("Mine."));
            folder.remove(OVERRIDE);
            await().until(() -> folder.description("entity-changed").orElse("").equals(RoutesFolder.PACKAGED));
        }
    }

    @Test
    void filesComeBesideThePackagedOnesAndCallEachOther() {
        try (RoutesFolder folder = new RoutesFolder()) {
            folder.put("a.camel.yaml", calls("direct:theirs"));
            assertThat(folder.awaitRefusal("a.camel.yaml")).isEqualTo("line 8: no route begins at direct:theirs");
            folder.put("b.camel.yaml", logs("theirs"));
            await().until(() -> folder.description("mine").isPresent());
            await().until(() -> RoutesFolder.readiness().path("data").isEmpty());
            folder.remove("b.camel.yaml");
            assertThat(folder.awaitRefusal("b.camel.yaml"))
                    .isEqualTo("deleted, but it takes away direct:theirs, which line 8 of a.camel.yaml calls");
            assertThat(folder.description("theirs")).isPresent();
            folder.remove("a.camel.yaml");
            await().until(() -> folder.description("theirs").isEmpty());
        }
    }

    static Stream<Arguments> filesThatDoNotHold() {
        return Stream.of(
                arguments("- route:\n    id: [\n", "line 3: no YAML"),
                arguments("", "the file is empty"),
                arguments("route: {}\n", "line 1: a file of routes is a list"),
                arguments(
                        logs("entity-changed").replace("id: entity-changed", "group: x"),
                        "line 2: the route has no id"),
                arguments("- route:\n    id: entity-changed\n", "line 2: the route has no from"),
                arguments(
                        logs("entity-changed") + logs("entity-changed"),
                        "line 10: the id entity-changed is taken, by line 2"),
                arguments(logs("entity-changed") + logs("jira-call"), "line 10: the id jira-call is taken, by line"),
                arguments(logs("entity-changed").replace("inner", "iner"), "line 4: there is no policy iner, but"),
                arguments(logs("entity-changed").replace("routeConfigurationId", "routeConfigId"), "routeConfigId"),
                arguments(logs("entity-changed") + calls("kafkaa:topic"), "line 16: there is no component kafkaa"),
                arguments(
                        logs("entity-changed") + calls("direct:nowhere"), "line 16: no route begins at direct:nowhere"),
                arguments(
                        logs("entity-changed") + calls("sql:classpath:sql/none.sql"),
                        "there is no file classpath:sql/none.sql"),
                arguments(logs("entity-changed") + calls("log:x?levle=INFO"), "line 16: Failed to resolve"),
                arguments(logs("entity-changed") + calls("moody:unlinked"), "a class is missing"),
                arguments(
                        logs("entity-changed") + calls("http:{{no.such.property}}"),
                        "line 16: Property with key [no.such.property]"),
                arguments(
                        logs("entity-changed").replace("log: {message: mine}", "bean: {ref: nobody}"),
                        "line 8: there is no bean nobody"),
                arguments(logs("entity-changed").replace("log: {message: mine}", "lgo: {message: mine}"), "lgo"),
                arguments(logs("entity-changed").replace("mine}", "\"${bean:nobody}\"}"), "there is no bean nobody"),
                arguments(
                        logs("entity-changed") + logs("again").replace("direct:again", "direct:jira-call"),
                        "line 14: another route begins at direct:jira-call, in jira.camel.yaml"),
                arguments(
                        logs("entity-changed") + http("platform-http:/admin/connectors/mine/scope"),
                        "line 14: the path /admin/connectors/mine/scope is the API's, by get-scope of api.camel.yaml"),
                arguments(
                        logs("entity-changed") + http("platform-http:/webhooks?matchOnUriPrefix=true"),
                        "line 14: the path /webhooks is the API's, by"),
                arguments(
                        logs("entity-changed") + http("rest:put:admin/connectors:{id}"),
                        "line 14: the path /admin/connectors/{id} is the API's, by"),
                arguments(logs("another"), "it takes away direct:entity-changed, which line"),
                arguments(logs("entity-changed") + "- routeConfiguration:\n    id: inner\n", "holds routes only"));
    }

    @ParameterizedTest
    @MethodSource("filesThatDoNotHold")
    void aFileThatDoesNotHoldIsRefusedAndWhatRanBeforeRunsOn(String text, String reason) {
        try (RoutesFolder folder = new RoutesFolder()) {
            folder.put(OVERRIDE, text);
            assertThat(folder.awaitRefusal(OVERRIDE)).contains(reason);
            assertThat(RoutesFolder.readiness().path("status").asText()).isEqualTo("UP");
            assertThat(folder.description("entity-changed")).contains(RoutesFolder.PACKAGED);
            assertThat(folder.description("mine")).isEmpty();
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTakesNoOtherAlong() {
        try (RoutesFolder folder = new RoutesFolder()) {
            folder.putUnreadable(OVERRIDE);
            folder.put("mine.camel.yaml", logs("mine"));
            assertThat(folder.awaitRefusal(OVERRIDE)).startsWith("it cannot be read: ");
            assertThat(folder.description("entity-changed")).contains(RoutesFolder.PACKAGED);
            await().until(() -> folder.description("mine").isPresent());
        }
    }

    @Test
    void whatCannotBeTakenBackEitherIsNamedAsMissing() {
        try (RoutesFolder folder = new RoutesFolder()) {
            // that of another test goes when the folder is looked at next
            await().until(() -> folder.description("mine").isEmpty());
            folder.put("mine.camel.yaml", route("mine", "", "moody:x", "log: {message: mine}"));
            await().until(() -> folder.description("mine").isPresent());
            MoodyComponent.inTheMood = false;
            folder.put("mine.camel.yaml", route("mine", "", "moody:y", "log: {message: mine}"));
            assertThat(folder.awaitRefusal("mine.camel.yaml"))
                    .isEqualTo("what ran before is missing, for it could not be started again: not in the mood");
        } finally {
            MoodyComponent.inTheMood = true;
        }
    }

    @Test
    void whatCannotBeStartedIsTakenBack() {
        try (RoutesFolder folder = new RoutesFolder()) {
            String neverDue = "quartz:mine?cron=no+cron";
            folder.put(OVERRIDE, logs("entity-changed") + route("mine", "", neverDue, "log: {message: mine}"));
            assertThat(folder.awaitRefusal(OVERRIDE)).isNotEmpty();
            assertThat(folder.description("entity-changed")).contains(RoutesFolder.PACKAGED);
            assertThat(folder.description("mine")).isEmpty();
        }
    }
}
