package io.zenem.jirasim;

import java.util.List;
import java.util.Optional;

/** A parsed JQL query: what must hold, and the order. */
record Jql(Optional<Clause> where, List<Sort> order) {

    sealed interface Clause permits And, Or, Not, Term {}

    record And(List<Clause> clauses) implements Clause {}

    record Or(List<Clause> clauses) implements Clause {}

    record Not(Clause clause) implements Clause {}

    record Term(String field, Operator operator, List<Operand> operands) implements Clause {}

    /** What stands on the right of an operator. */
    sealed interface Operand permits Value, Call, Empty {}

    record Value(String text, boolean quoted) implements Operand {}

    record Call(String name, List<String> arguments) implements Operand {}

    record Empty() implements Operand {}

    record Sort(String field, boolean descending) {}

    enum Operator {
        EQUALS("="),
        NOT_EQUALS("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        CONTAINS("~"),
        NOT_CONTAINS("!~"),
        IN("in"),
        NOT_IN("not in"),
        IS("is"),
        IS_NOT("is not");

        final String text;

        Operator(String text) {
            this.text = text;
        }

        boolean compares() {
            return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
        }

        boolean negates() {
            return this == NOT_EQUALS || this == NOT_IN || this == IS_NOT || this == NOT_CONTAINS;
        }
    }
}
