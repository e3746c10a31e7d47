package io.zenem.jira;

import java.util.List;
import java.util.stream.Stream;

/** What the steps of a route do with the exchange's variables, and nothing else of them. */
sealed interface FlowStep {
    /**
     * A variable's value is taken.
     *
     * @param where the route, and the statement or bean within it that reads
     * @param optional whether it says what it takes where there is nothing
     */
    record Read(String variable, String where, boolean optional) implements FlowStep {}

    /**
     * A variable is set, or removed, which is a way to set it too.
     *
     * @param kind of the record that it becomes; empty where nobody asks for that
     */
    record Write(String variable, String kind) implements FlowStep {}

    /**
     * A variable is set by now, though nobody sees that in the steps.
     *
     * @param by the bean's method or the route behind which it is
     */
    record Sure(String by, String variable) implements FlowStep {}

    /** Anything that may fail; what is done before the first of these is done whatever happens. */
    record Risk() implements FlowStep {}

    record Call(String route) implements FlowStep {}

    /** Steps with a copy of the exchange: what they set, nobody else sees. */
    record Aside(List<FlowStep> steps) implements FlowStep {}

    record Loop(List<FlowStep> condition, List<FlowStep> steps) implements FlowStep {}

    record Choice(List<When> whens, List<FlowStep> otherwise) implements FlowStep {}

    /**
     * A doTry.
     *
     * @param last what is done in any case
     */
    record Attempt(List<FlowStep> steps, List<List<FlowStep>> catches, List<FlowStep> last) implements FlowStep {}

    /**
     * One way of a choice.
     *
     * @param variable of a record for whose kind the condition asks; empty where it asks for something else
     * @param kind that it asks for
     */
    record When(List<FlowStep> condition, String variable, String kind, List<FlowStep> steps) {}

    /** The lists of steps within this one. */
    default Stream<List<FlowStep>> within() {
        if (this instanceof Loop loop) {
            return Stream.of(loop.condition(), loop.steps());
        }
        if (this instanceof Choice choice) {
            return Stream.concat(
                    choice.whens().stream().flatMap(when -> Stream.of(when.condition(), when.steps())),
                    Stream.of(choice.otherwise()));
        }
        if (this instanceof Attempt attempt) {
            return Stream.concat(Stream.of(attempt.steps(), attempt.last()), attempt.catches().stream());
        }
        return this instanceof Aside aside ? Stream.of(aside.steps()) : Stream.empty();
    }
}
