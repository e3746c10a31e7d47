package io.zenem.jira;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every route. A message says how to repair it; the rules' reasons are in routes/README.md. */
class RouteConventionsTest {
    private static final int MOST_STEPS = 14;

    private static final Pattern SQL_FILE = Pattern.compile("sql:classpath:(sql/[\\w/-]+\\.sql)");
    private static final Pattern SQL_IN_JAVA = Pattern.compile("\"/?(sql/[\\w/-]+\\.sql)\"");
    private static final Pattern CALLED_BY = Pattern.compile("^Called by ([^;]*);");
    private static final Pattern SQL_CALLED_BY = Pattern.compile("^-- ([a-z-]+(?:, [a-z-]+)*): ");
    private static final Pattern WORD = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern SQL_TEXT = Pattern.compile(
            "\\b(select\\b.+\\bfrom|insert\\s+into|update\\s+[\\w.]+\\s+set|delete\\s+from)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NOT_SQL = Pattern.compile("--.*|'[^']*'");
    private static final Pattern IN_PARENTHESES = Pattern.compile("\\([^()]*\\)");
    private static final Pattern ANSWERS =
            Pattern.compile("^((?!\\b(insert|update|delete)\\b).)*\\bselect\\b|\\breturning\\b", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile(
            "://|localhost|\\b\\d+\\.\\d+\\.\\d+\\.\\d+\\b|^https?:[^{]*[.:/]", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROPERTY = Pattern.compile("\\{\\{[?!]?([\\w.-]+)|\\$\\{properties:([\\w.-]+)");
    private static final Pattern BEAN_IN_SIMPLE = Pattern.compile("bean:(\\w+)(?:\\?method=(\\w+))?");
    private static final Pattern COMPARISON = Pattern.compile(
            "&&|\\|\\||[=!<>]=|=~|!=~|~~|[<>]| !?(contains|in|is|range|regex|startsWith|endsWith|starts with|ends with) ");
    private static final Pattern INNERMOST = Pattern.compile("\\$\\{[^${}]*}|'[^']*'");

    private static final Set<String> SCRIPTS = Set.of(
            "groovy",
            "java",
            "joor",
            "js",
            "javascript",
            "mvel",
            "ognl",
            "python",
            "spel",
            "csimple",
            "datasonnet",
            "wasm",
            "language",
            "script");

    /** Steps whose address, or an address' parts, come out of an expression. */
    private static final Set<String> COMPUTED =
            Set.of("toD", "toDynamic", "recipientList", "routingSlip", "dynamicRouter", "enrich", "pollEnrich");

    /** Statements that wait for their route. */
    private static final Set<String> NOT_USED_YET = Set.of();

    /** Routes that are longer than they should be, each with the reason. */
    private static final Map<String, Integer> TOO_LONG = Map.of();

    private final RouteFiles files = RouteFiles.read();

    @Test
    void filesHoldRoutesRestsAndPoliciesOnly() {
        assertThat(files.entries())
                .as("write a route as route: with its id, not as a bare from:; beans are Java")
                .allMatch(entry -> Set.of("route", "rest", "routeConfiguration").contains(entry.kind()));
    }

    @Test
    void everyRouteHasAnId() {
        none("give it an id, a noun and a verb", route -> route.id().matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void aRouteIsFoundByItsName() {
        none(
                "begin the id with its file's name, or move the route: whoever reads a name knows the file then",
                route -> {
                    String file = route.file().replace(".camel.yaml", "");
                    return route.id().equals(file) || route.id().startsWith(file + "-");
                });
    }

    @Test
    void idsAreUnique() {
        Stream<String> routesAndRests = files.entries().stream()
                .filter(entry -> !entry.kind().equals("routeConfiguration"))
                .flatMap(entry -> entry.node().findValuesAsText("id").stream());
        assertThat(routesAndRests)
                .as("routes and REST verbs share one set of names; rename one")
                .doesNotHaveDuplicates();
        assertThat(policies()).as("two policies of one name; rename one").doesNotHaveDuplicates();
    }

    @Test
    void everyRouteSaysInOneSentenceWhatItDoes() {
        none(
                "describe it in one sentence that ends with a full stop: who calls it, what it does, where it ends",
                route -> route.text("description").matches("(?:(?![.!?] [A-Z]).)+\\."));
    }

    @Test
    void everyRouteHasAPolicyThatExists() {
        List<String> policies = policies();
        none(
                "set routeConfigurationId to one of " + policies + "; Camel ignores any other in silence",
                route -> policies.contains(route.text("routeConfigurationId")));
    }

    @Test
    void everyPolicyIsUsed() {
        Set<String> used = set(files.routes().map(route -> route.text("routeConfigurationId")));
        assertThat(missing(set(policies().stream()), used))
                .as("no route names this policy; remove it from error-handling.camel.yaml")
                .isEmpty();
    }

    @Test
    void aDirectRouteBeginsAtItsOwnName() {
        none(
                "a route is called by its id; write from: direct:<id>",
                route -> !route.from().startsWith("direct:") || route.from().equals("direct:" + route.id()));
    }

    @Test
    void everyDirectThatIsCalledHasARoute() {
        assertThat(missing(called(), consumed()))
                .as(
                        "no route begins there, and Camel says so only when it is called; repair the name or write the route")
                .isEmpty();
    }

    @Test
    void everyDirectRouteIsCalled() {
        assertThat(missing(consumed(), called()))
                .as("nothing leads to this route; remove it, or lead to it")
                .isEmpty();
    }

    @Test
    void everyStatementThatIsCalledExists() {
        assertThat(missing(statementsCalled(), statements()))
                .as("there is no such file below src/main/resources; repair the name or write the statement")
                .isEmpty();
    }

    @Test
    void everyStatementIsCalled() {
        assertThat(missing(statements(), statementsCalled()))
                .as(
                        "only what is listed in NOT_USED_YET may lie unused: remove a file that nothing calls, and take a file that"
                                + " is called by now from the list")
                .isEqualTo(NOT_USED_YET);
    }

    @Test
    void everyStatementBeginsWithAComment() {
        assertThat(RouteFiles.files(RouteFiles.RESOURCES.resolve("sql"), ".sql"))
                .as("begin with a line -- that says which route calls it and why")
                .allMatch(file -> RouteFiles.text(file).startsWith("-- "));
    }

    @Test
    void aRouteNamesAllThatCallIt() {
        Set<String> ids = set(files.routes().map(RouteFiles.Entry::id));
        Map<String, Set<String>> callers = callers(UnaryOperator.identity());
        none("a sentence that begins with Called by and names a route names every one that leads here", route -> {
            Set<String> told = words(CALLED_BY, route.text("description"));
            told.retainAll(ids);
            return told.isEmpty() || told.equals(callers.get(route.from()));
        });
    }

    @Test
    void aStatementNamesAllThatCallIt() {
        Map<String, Set<String>> callers = callers(uri -> uri.replace("sql:classpath:", ""));
        assertThat(set(statements().stream().filter(file -> {
                    Set<String> told = words(SQL_CALLED_BY, RouteFiles.text(RouteFiles.RESOURCES.resolve(file)));
                    return !told.isEmpty() && !told.equals(callers.get(file));
                })))
                .as("begin with the routes that call it, all of them: -- route, route: why")
                .isEmpty();
    }

    @Test
    void aStepSaysWhereTheRowsOfItsStatementGo() {
        assertThat(files.nodesWith("uri", "uri")
                        .filter(step -> step.get("uri").asText().startsWith("sql:"))
                        .filter(step -> answers(step.get("uri").asText().replace("sql:classpath:", ""))
                                != (step.has("variableReceive")
                                        || step.path("parameters").has("outputType"))))
                .as(
                        "rows replace the body, and whoever reads it further on gets them: write outputType for a body that is wanted, or"
                                + " variableReceive (ignored where nobody wants them), and neither where the statement answers no rows")
                .isEmpty();
    }

    @Test
    void everyBeanThatIsNamedExists() {
        Stream<String> refs = files.leaves().stream()
                .filter(leaf -> Set.of("ref", "aggregationStrategy", "executorService", "routePolicy")
                                .contains(leaf.key())
                        || leaf.key().endsWith("Ref"))
                .map(leaf -> leaf.value().replace("#", ""));
        Stream<String> inSimple = simpleBeans().map(bean -> bean.group(1));
        assertThat(missing(
                        set(Stream.concat(refs, inSimple)), MainClasses.named().keySet()))
                .as("no class or producer is @Named so; repair the name or write the bean")
                .isEmpty();
    }

    @Test
    void everyMethodThatIsCalledExists() {
        Stream<String> inBeans = files.nodesWith("ref", "method")
                .map(bean -> bean.get("ref").asText() + "."
                        + bean.get("method").asText().replaceFirst("\\(.*", ""));
        Stream<String> inSimple =
                simpleBeans().filter(bean -> bean.group(2) != null).map(bean -> bean.group(1) + "." + bean.group(2));
        Set<String> there = set(MainClasses.named().entrySet().stream()
                .flatMap(bean -> methods(bean.getValue()).map(method -> bean.getKey() + "." + method)));
        assertThat(missing(set(Stream.concat(inBeans, inSimple)), there))
                .as("the bean has no such public method, and Camel says so only when it is called; repair the name")
                .isEmpty();
    }

    @Test
    void everyPropertyIsDeclared() throws IOException {
        Properties declared = new Properties();
        declared.load(new StringReader(RouteFiles.text(RouteFiles.RESOURCES.resolve("application.properties"))));
        Stream<String> texts = Stream.concat(
                files.leaves().stream().map(RouteFiles.Leaf::value),
                RouteFiles.files(RouteFiles.RESOURCES.resolve("sql"), ".sql").stream()
                        .map(RouteFiles::text));
        Set<String> used = set(texts.flatMap(text -> PROPERTY.matcher(text).results())
                .map(name -> name.group(1) == null ? name.group(2) : name.group(1)));
        assertThat(missing(used, declared.stringPropertyNames()))
                .as("declare it in application.properties, with its unit and its reason")
                .isEmpty();
    }

    @Test
    void noHostIsWrittenDown() {
        noLeaf("a host differs from place to place; take it from the connector's row or a property", HOST);
    }

    @Test
    void onlyJiraSendSpeaksHttp() {
        assertThat(files.targets()
                        .filter(target ->
                                target.value().matches("(https?|vertx-http|netty-http|rest|undertow|jetty):.*"))
                        .map(target -> target.entry().id()))
                .as("all calls to Jira go through direct:jira-call, where credentials, throttle and retries are")
                .containsOnly("jira-exchange-send");
    }

    @Test
    void noTextFromOutsideIsPartOfAnAddress() {
        assertThat(files.leaves().stream()
                        .filter(leaf -> Stream.of(leaf.path().split("/", -1)).anyMatch(COMPUTED::contains)
                                || leaf.value().startsWith("Camel"))
                        .map(RouteFiles.Leaf::where))
                .as(
                        "an address that is computed may hold what somebody sent, and Camel puts the values of properties and"
                                + " variables of the environment into it; name each way by itself, or send a call to direct:jira-call")
                .isEmpty();
        assertThat(files.targets().map(RouteFiles.Leaf::value))
                .as("an address is written as it is, without an expression in it")
                .noneMatch(uri -> uri.contains("${"));
    }

    @Test
    void noStatementIsWrittenDown() {
        noLeaf("a statement is a file below sql/; call it as sql:classpath:sql/<room>/<verb>.sql", SQL_TEXT);
        assertThat(files.targets().map(RouteFiles.Leaf::value).filter(uri -> uri.startsWith("sql:")))
                .as("call a statement as sql:classpath:sql/<room>/<verb>.sql")
                .allMatch(uri -> SQL_FILE.matcher(uri).matches());
    }

    @Test
    void noScriptIsWrittenDown() {
        assertThat(files.leaves().stream()
                        .filter(leaf -> Stream.of(leaf.path().split("/", -1)).anyMatch(SCRIPTS::contains)
                                || leaf.value().startsWith("language:"))
                        .map(RouteFiles.Leaf::where))
                .as("a rule belongs into a room: write a method of its bean and call it from here")
                .isEmpty();
    }

    @Test
    void aConditionComparesOnce() {
        assertThat(files.leaves().stream()
                        .filter(RouteFiles.Leaf::isCondition)
                        .filter(leaf -> comparisons(leaf.value()) > 1)
                        .map(RouteFiles.Leaf::where))
                .as("name the rule: write a method of a bean that answers true or false, and ask it")
                .isEmpty();
    }

    @Test
    void aPartOfASyncIsNotReadWithinAnother() {
        Map<String, List<String>> leads = files.targets()
                .collect(Collectors.groupingBy(
                        target -> "direct:" + target.entry().id(),
                        Collectors.mapping(RouteFiles.Leaf::value, Collectors.toList())));
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of("direct:job-part"));
        while (!next.isEmpty()) {
            leads.getOrDefault(next.pop(), List.of()).stream()
                    .filter(reached::add)
                    .forEach(next::push);
        }
        assertThat(reached)
                .as(
                        "job-part keeps what it reads in the variables part and partFailure, and so does jira-optional, which leads to it:"
                                + " the part around it would forget its own; catch the failure of jira-call in a route instead")
                .doesNotContain("direct:job-part", "direct:jira-optional");
    }

    @Test
    void whatATryDoesNotCatchFindsAPolicy() {
        none(
                "Camel applies no policy of the route itself to what escapes from its doTry, and the caller gets an empty 500:"
                        + " move the doTry into a route of the policy inner and call that",
                route -> !Set.of("api", "webhook", "job").contains(route.text("routeConfigurationId"))
                        || route.node().findParents("doTry").isEmpty());
    }

    @Test
    void aDelayKeepsItsThread() {
        assertThat(files.nodesWith("delay", "delay"))
                .filteredOn(step -> step.get("delay").isObject())
                .as("write asyncDelayed: \"false\" in it, or what follows leaves the bounded pool that it began on")
                .allMatch(
                        step -> step.get("delay").path("asyncDelayed").asText().equals("false"));
    }

    @Test
    void aRouteFitsAScreen() {
        Map<String, Integer> tooLong = files.routes()
                .filter(route -> steps(route) > MOST_STEPS)
                .collect(Collectors.toMap(RouteFiles.Entry::id, RouteConventionsTest::steps));
        assertThat(tooLong)
                .as("more than " + MOST_STEPS
                        + " steps: move some that belong together into a route with a name of their own;"
                        + " an entry of TOO_LONG that is repaired goes")
                .isEqualTo(TOO_LONG);
    }

    @Test
    void theReadmesTableIsCurrent() throws IOException {
        Path readme = RouteFiles.FOLDER.resolve("README.md");
        String current = RouteTable.in(RouteFiles.text(readme), files);
        if (System.getProperty("routes.readme", "").equals("write")) {
            Files.writeString(readme, current);
        }
        String written = RouteFiles.text(readme);
        String repair =
                "routes changed; write the table again: ./mvnw test -Dtest=RouteConventionsTest -Droutes.readme=write";
        assertThat(current.lines().filter(line -> !written.contains(line)))
                .as(repair)
                .isEmpty();
        assertThat(written.equals(current)).as(repair).isTrue();
    }

    private void none(String repair, Predicate<RouteFiles.Entry> good) {
        assertThat(files.routes().filter(good.negate()).map(RouteFiles.Entry::where))
                .as(repair)
                .isEmpty();
    }

    private void noLeaf(String repair, Pattern bad) {
        assertThat(files.leaves().stream()
                        .filter(leaf -> !leaf.key().equals("description"))
                        .filter(leaf -> bad.matcher(leaf.value()).find())
                        .map(RouteFiles.Leaf::where))
                .as(repair)
                .isEmpty();
    }

    private List<String> policies() {
        return files.entries().stream()
                .filter(entry -> entry.kind().equals("routeConfiguration"))
                .map(RouteFiles.Entry::id)
                .toList();
    }

    private Set<String> called() {
        return set(files.leaves().stream()
                .filter(leaf -> !leaf.isFrom())
                .map(RouteFiles.Leaf::value)
                .filter(value -> value.startsWith("direct:")));
    }

    /** Who leads to each address. */
    private Map<String, Set<String>> callers(UnaryOperator<String> name) {
        return files.targets()
                .collect(Collectors.groupingBy(
                        target -> name.apply(target.value()),
                        Collectors.mapping(target -> target.entry().id(), Collectors.toSet())));
    }

    private static Set<String> words(Pattern head, String text) {
        return set(head.matcher(text)
                .results()
                .flatMap(found -> WORD.matcher(found.group(1)).results())
                .map(MatchResult::group));
    }

    private Set<String> consumed() {
        return set(files.routes().map(RouteFiles.Entry::from).filter(uri -> uri.startsWith("direct:")));
    }

    private Set<String> statementsCalled() {
        Stream<String> inRoutes = files.leaves().stream()
                .flatMap(leaf -> SQL_FILE.matcher(leaf.value()).results())
                .map(file -> file.group(1));
        Stream<String> inJava = RouteFiles.files(Path.of("src", "main", "java"), ".java").stream()
                .flatMap(file -> SQL_IN_JAVA.matcher(RouteFiles.text(file)).results())
                .map(file -> file.group(1));
        return set(Stream.concat(inRoutes, inJava));
    }

    private static Set<String> statements() {
        return set(RouteFiles.files(RouteFiles.RESOURCES.resolve("sql"), ".sql").stream()
                .map(file -> RouteFiles.RESOURCES.relativize(file).toString().replace('\\', '/')));
    }

    /** Whether a statement is a query or ends with returning; what stands in parentheses does not count. */
    private static boolean answers(String statement) {
        String rest = NOT_SQL.matcher(RouteFiles.text(RouteFiles.RESOURCES.resolve(statement)))
                .replaceAll("");
        for (String before = ""; !before.equals(rest); ) {
            before = rest;
            rest = IN_PARENTHESES.matcher(rest).replaceAll("");
        }
        return ANSWERS.matcher(rest).find();
    }

    private Stream<MatchResult> simpleBeans() {
        return files.leaves().stream()
                .flatMap(leaf -> BEAN_IN_SIMPLE.matcher(leaf.value()).results());
    }

    private static Stream<String> methods(JavaClass bean) {
        return bean.getAllMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .map(method -> method.getName());
    }

    private static int steps(RouteFiles.Entry route) {
        JsonNode steps = route.node().at("/from/steps");
        return steps.size();
    }

    private static long comparisons(String condition) {
        String rest = condition;
        for (String before = ""; !before.equals(rest); ) {
            before = rest;
            rest = INNERMOST.matcher(rest).replaceAll("it");
        }
        return COMPARISON.matcher(rest).results().count();
    }

    private static Set<String> missing(Set<String> wanted, Set<String> there) {
        return set(wanted.stream().filter(name -> !there.contains(name)));
    }

    private static Set<String> set(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }
}
