package io.zenem.jira;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zenem.jira.FlowStep.Read;
import io.zenem.jira.FlowStep.Sure;
import io.zenem.jira.FlowStep.Write;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a route reads, somebody has set: every way is gone, from each timer and each path of the API to the last route. */
class DataFlowTest {
    /** Set for whoever replaces entity-changed (docs/writing-routes.md), and for an answer that must not become the body. */
    private static final Set<String> FOR_OTHERS = Set.of("changeId", "entity", "entityId", "ignored");

    private final FlowRoutes flow = FlowRoutes.of(RouteFiles.read());

    @Test
    void whatARouteReadsIsSetOnEveryWayThere() {
        assertThat(FlowWalk.everywhere(flow).holes()).isEmpty();
    }

    @Test
    void aHoleIsNamedWithTheWayThere() {
        FlowRoutes holed = FlowRoutes.of(RouteFiles.read(Path.of("src", "test", "resources", "flow")));
        assertThat(FlowWalk.everywhere(holed).holes())
                .containsExactly(
                        "hole-begin > hole-read: nothing on this way is sure to set the variable wanted, which hole-read"
                                + " reads. Set it before, hand it on in a record that travels, or where its absence means something,"
                                + " remove it first (removeVariable) or write \"-- optional: wanted\" into the statement's head");
    }

    @Test
    void whatIsTakenForSureIsNeeded() {
        assertThat(steps().flatMap(step -> step instanceof Sure sure ? Stream.of(sure) : Stream.empty())
                        .distinct()
                        .filter(sure -> FlowWalk.without(flow, sure).holes().isEmpty()))
                .as("it can be seen in the steps by now; remove it from FlowRoutes.SURE")
                .isEmpty();
    }

    @Test
    void everyRouteIsReached() {
        Set<String> ids = new TreeSet<>(flow.routes().keySet());
        ids.removeAll(FlowWalk.everywhere(flow).reached());
        assertThat(ids).as("no way leads here").isEmpty();
    }

    @Test
    void whatIsSetIsReadSomewhere() {
        Set<String> unread = names(step -> step instanceof Write write ? Stream.of(write.variable()) : Stream.empty());
        unread.removeAll(names(step -> step instanceof Read read ? Stream.of(read.variable()) : Stream.empty()));
        unread.removeAll(FOR_OTHERS);
        assertThat(unread)
                .as("nothing reads it: do not set it, or receive an answer that nobody wants as ignored")
                .isEmpty();
    }

    private Set<String> names(Function<FlowStep, Stream<String>> of) {
        return steps().flatMap(of).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<FlowStep> steps() {
        return flow.routes().values().stream()
                .flatMap(route -> Stream.concat(Stream.of(route.steps()), route.handlers().stream()))
                .flatMap(FlowRoutes::all);
    }
}
