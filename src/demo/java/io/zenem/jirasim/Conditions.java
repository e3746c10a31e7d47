package io.zenem.jirasim;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

import io.zenem.jirasim.Jql.Empty;
import io.zenem.jirasim.Jql.Operator;
import io.zenem.jirasim.Jql.Term;
import io.zenem.jirasim.Jql.Value;

/**
 * Tests of issues by a term's operator. As in Jira, != and NOT IN don't find issues that have no value at all.
 */
final class Conditions {
    private Conditions() {}

    /** For a field with one value, 0 for none. */
    static Predicate<Issue> one(Term term, ToIntFunction<Issue> get, int[] wanted) {
        refuseUnlessMembership(term);
        boolean empty = wantsEmpty(term);
        if (term.operator().negates()) {
            return issue -> {
                int value = get.applyAsInt(issue);
                return value != 0 && !contains(wanted, value);
            };
        }
        return issue -> {
            int value = get.applyAsInt(issue);
            return value == 0 ? empty : contains(wanted, value);
        };
    }

    /** For a field with many values. */
    static Predicate<Issue> many(Term term, Function<Issue, List<Integer>> get, int[] wanted) {
        refuseUnlessMembership(term);
        boolean empty = wantsEmpty(term);
        boolean negated = term.operator().negates();
        return issue -> {
            List<Integer> values = get.apply(issue);
            if (values.isEmpty()) {
                return empty && !negated;
            }
            for (int value : values) {
                if (contains(wanted, value)) {
                    return !negated;
                }
            }
            return negated;
        };
    }

    /** For a reference to an issue, 0 for none. */
    static Predicate<Issue> reference(Term term, ToLongFunction<Issue> get, List<Issue> wanted) {
        refuseUnlessMembership(term);
        boolean empty = wantsEmpty(term);
        boolean negated = term.operator().negates();
        long[] ids = wanted.stream().mapToLong(Issue::id).sorted().toArray();
        return issue -> {
            long value = get.applyAsLong(issue);
            return value == 0 ? empty && !negated : (Arrays.binarySearch(ids, value) >= 0) != negated;
        };
    }

    /** For the labels, which need not exist to be asked for. */
    static Predicate<Issue> labels(Term term) {
        refuseUnlessMembership(term);
        boolean empty = wantsEmpty(term);
        boolean negated = term.operator().negates();
        List<String> wanted = texts(term);
        return issue -> {
            List<String> labels = issue.labels();
            if (labels.isEmpty()) {
                return empty && !negated;
            }
            return negated != wanted.stream().anyMatch(one -> labels.stream().anyMatch(one::equalsIgnoreCase));
        };
    }

    static boolean holds(Operator operator, int comparison) {
        return switch (operator) {
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
            default -> false;
        };
    }

    static boolean wantsEmpty(Term term) {
        return term.operands().stream().anyMatch(Empty.class::isInstance);
    }

    static List<String> texts(Term term) {
        return term.operands().stream()
                .filter(Value.class::isInstance)
                .map(operand -> ((Value) operand).text())
                .toList();
    }

    static void refuseUnlessMembership(Term term) {
        if (term.operator().compares()) {
            throw unsupported(term);
        }
        refuseText(term);
    }

    static void refuseText(Term term) {
        if (term.operator() == Operator.CONTAINS || term.operator() == Operator.NOT_CONTAINS) {
            throw unsupported(term);
        }
    }

    static JqlError unsupported(Term term) {
        return JqlError.meaning(
                "The operator '" + term.operator().text + "' is not supported by the '" + term.field() + "' field.");
    }

    private static boolean contains(int[] wanted, int value) {
        for (int one : wanted) {
            if (one == value) {
                return true;
            }
        }
        return false;
    }
}
