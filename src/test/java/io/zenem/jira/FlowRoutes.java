package io.zenem.jira;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tngtech.archunit.core.domain.JavaClass;
import io.zenem.jira.FlowStep.Aside;
import io.zenem.jira.FlowStep.Attempt;
import io.zenem.jira.FlowStep.Call;
import io.zenem.jira.FlowStep.Choice;
import io.zenem.jira.FlowStep.Loop;
import io.zenem.jira.FlowStep.Read;
import io.zenem.jira.FlowStep.Risk;
import io.zenem.jira.FlowStep.Sure;
import io.zenem.jira.FlowStep.When;
import io.zenem.jira.FlowStep.Write;

/**
 * The routes as {@link FlowStep}s: from YAML, the statements that it names and the processors that take the exchange.
 *
 * @param routes by their ids
 * @param entries where something begins: timers, schedules and the paths of the API
 */
record FlowRoutes(Map<String, Route> routes, Set<String> entries) {
    /** @param handlers what the route's policy does when it fails */
    record Route(String id, List<FlowStep> steps, List<List<FlowStep>> handlers) {}

    /**
     * What is sure behind a step although no reader can see it in the steps, because a value decides. {@code DataFlowTest} sees that
     * each is needed.
     */
    static final Map<String, Set<String>> SURE = Map.of(
            // a try has answered, or this one fails
            "jiraTries.mustHaveAnswered", Set.of("connector", "askedAt", "slot"),
            // always fails
            "scopedTokens.refuse", Set.of("slot"),
            // read in the stage prepare, and behind that stage here; a discovery of users needs none
            "job-resume", Set.of("context"));

    static final Pattern VARIABLE = Pattern.compile("\\bvariable\\.([A-Za-z]\\w*)");

    /** In a statement's head: what it takes as null where nobody set it. */
    private static final Pattern OPTIONAL = Pattern.compile("^-- optional: ([\\w]+(?:, [\\w]+)*)$", Pattern.MULTILINE);

    /** A word and no record: what a lease is for. */
    private static final String LEASED = "leased";

    private static final Pattern KIND_ASKED = Pattern.compile("\\$\\{variable\\.(\\w+\\.kind|leased)} == '([\\w-]+)'");
    private static final Pattern KIND_MADE = Pattern.compile("\\$\\{bean:jobParts\\?method=(\\w+).*");
    private static final Pattern JAVA_WRITES = Pattern.compile("exchange\\.setVariable\\(\\s*\"(\\w+)\"");

    /** With what comes before or behind it where it says what it takes if there is nothing. */
    private static final Pattern JAVA_READS =
            Pattern.compile("(ofNullable\\(|equals\\()?exchange\\.getVariable\\(\\s*\"(\\w+)\"(, \")?");

    static FlowRoutes of(RouteFiles files) {
        Map<String, JsonNode> policies = new TreeMap<>();
        Map<String, Route> routes = new TreeMap<>();
        Set<String> entries = new TreeSet<>();
        files.entries().stream()
                .filter(entry -> entry.kind().equals("routeConfiguration"))
                .forEach(entry -> policies.put(entry.id(), entry.node().path("onException")));
        for (RouteFiles.Entry entry : files.entries()) {
            if (entry.kind().equals("rest")) {
                entry.node().findValuesAsText("to").forEach(to -> entries.add(to.replace("direct:", "")));
            } else if (entry.kind().equals("route")) {
                routes.put(entry.id(), route(entry, policies));
                if (!entry.from().startsWith("direct:")) {
                    entries.add(entry.id());
                }
            }
        }
        return new FlowRoutes(routes, entries);
    }

    /** All steps of a list, those within others too. */
    static Stream<FlowStep> all(List<FlowStep> steps) {
        return steps.stream()
                .flatMap(step -> Stream.concat(Stream.of(step), step.within().flatMap(FlowRoutes::all)));
    }

    private static Route route(RouteFiles.Entry entry, Map<String, JsonNode> policies) {
        String policy = entry.text("routeConfigurationId");
        List<List<FlowStep>> handlers = new ArrayList<>();
        policies.getOrDefault(policy, MissingNode.getInstance())
                .forEach(handler -> handlers.add(handler(handler.path("onException"), "the policy " + policy)));
        return new Route(entry.id(), steps(entry.node().at("/from/steps"), entry.id()), handlers);
    }

    private static List<FlowStep> handler(JsonNode handler, String where) {
        List<FlowStep> steps = new ArrayList<>(reads(handler.path("onWhen"), where));
        steps.addAll(steps(handler.path("steps"), where));
        return steps;
    }

    private static List<FlowStep> steps(JsonNode steps, String where) {
        List<FlowStep> all = new ArrayList<>();
        steps.forEach(
                step -> step.properties().forEach(named -> all.addAll(step(named.getKey(), named.getValue(), where))));
        return all;
    }

    private static List<FlowStep> step(String name, JsonNode step, String where) {
        return switch (name) {
            case "setVariable" -> join(reads(step, where), List.of(write(step)));
            case "removeVariable" -> List.of(new Write(step.path("name").asText(), ""));
            case "to" -> to(step, where);
            case "bean", "process" -> bean(step, where);
            case "transacted" -> steps(step.path("steps"), where);
            case "wireTap" -> List.of(new Aside(address(step.path("uri").asText(), where)));
            case "split" ->
                join(reads(step.path("simple"), where), List.of(new Aside(steps(step.path("steps"), where))));
            case "loop" -> List.of(new Loop(reads(step.path("simple"), where), steps(step.path("steps"), where)));
            case "choice" -> List.of(choice(step, where));
            case "doTry" -> List.of(attempt(step, where));
            case "setBody", "setHeader", "removeHeaders", "log", "delay", "throttle" ->
                join(reads(step, where), List.of(new Risk()));
            default ->
                throw new IllegalStateException(where + ": say in FlowRoutes what " + name + " does with variables");
        };
    }

    private static List<FlowStep> to(JsonNode to, String where) {
        List<FlowStep> steps = new ArrayList<>(reads(to.path("parameters"), where));
        if (to.has("variableSend")) {
            steps.add(new Read(to.get("variableSend").asText(), where, false));
        }
        steps.addAll(address(to.path("uri").asText(), where));
        if (to.has("variableReceive")) {
            steps.add(new Write(to.get("variableReceive").asText(), ""));
        }
        return steps;
    }

    private static List<FlowStep> address(String uri, String where) {
        if (uri.startsWith("direct:")) {
            String route = uri.substring("direct:".length());
            return join(List.of(new Call(route)), sure(route));
        }
        return uri.startsWith("sql:") ? statement(uri.replace("sql:classpath:", ""), where) : List.of(new Risk());
    }

    private static List<FlowStep> statement(String file, String where) {
        String text = RouteFiles.text(RouteFiles.RESOURCES.resolve(file));
        Set<String> optional = OPTIONAL.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(", ")))
                .collect(Collectors.toSet());
        Stream<FlowStep> reads =
                variables(text).map(variable -> new Read(variable, where + ", " + file, optional.contains(variable)));
        return Stream.concat(reads, Stream.of(new Risk())).toList();
    }

    private static List<FlowStep> bean(JsonNode step, String where) {
        String bean = step.path("ref").asText();
        List<FlowStep> steps = new ArrayList<>(reads(step.path("method"), where));
        steps.add(new Risk());
        JavaClass type = MainClasses.named().get(bean);
        String java = type == null
                ? ""
                : RouteFiles.text(Path.of("src", "main", "java", type.getName().replace('.', '/') + ".java"));
        JAVA_READS
                .matcher(java)
                .results()
                .forEach(read -> steps.add(
                        new Read(read.group(2), where + ", " + bean, read.group(1) != null || read.group(3) != null)));
        JAVA_WRITES.matcher(java).results().forEach(write -> steps.add(new Write(write.group(1), "")));
        steps.addAll(sure(bean + "." + step.path("method").asText().replaceFirst("\\(.*", "")));
        return steps;
    }

    private static List<FlowStep> sure(String step) {
        return SURE.getOrDefault(step, Set.of()).stream()
                .<FlowStep>map(variable -> new Sure(step, variable))
                .toList();
    }

    private static Choice choice(JsonNode choice, String where) {
        List<When> whens = new ArrayList<>();
        for (JsonNode when : choice.path("when")) {
            Matcher kind = KIND_ASKED.matcher(when.at("/simple/expression").asText());
            boolean asked = kind.matches();
            whens.add(new When(
                    reads(when.path("simple"), where),
                    asked ? kind.group(1).replace(".kind", "") : "",
                    asked ? kind.group(2) : "",
                    steps(when.path("steps"), where)));
        }
        return new Choice(whens, steps(choice.at("/otherwise/steps"), where));
    }

    private static Attempt attempt(JsonNode attempt, String where) {
        List<List<FlowStep>> catches = new ArrayList<>();
        attempt.path("doCatch").forEach(caught -> catches.add(handler(caught, where)));
        return new Attempt(steps(attempt.path("steps"), where), catches, steps(attempt.at("/doFinally/steps"), where));
    }

    /** A part of a sync is of the kind that the method which makes it is called: siteList makes a site-list. */
    private static Write write(JsonNode step) {
        if (step.path("name").asText().equals(LEASED)) {
            return new Write(LEASED, step.at("/constant/expression").asText());
        }
        Matcher made = KIND_MADE.matcher(step.at("/simple/expression").asText());
        return new Write(step.path("name").asText(), made.matches() ? kebab(made.group(1)) : "");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static List<FlowStep> reads(JsonNode expressions, String where) {
        return variables(expressions.isTextual() ? expressions.asText() : expressions.toString())
                .<FlowStep>map(variable -> new Read(variable, where, false))
                .toList();
    }

    private static Stream<String> variables(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct();
    }

    private static List<FlowStep> join(List<FlowStep> first, List<FlowStep> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
