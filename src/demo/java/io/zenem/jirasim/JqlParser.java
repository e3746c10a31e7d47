package io.zenem.jirasim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.zenem.jirasim.Jql.And;
import io.zenem.jirasim.Jql.Call;
import io.zenem.jirasim.Jql.Clause;
import io.zenem.jirasim.Jql.Empty;
import io.zenem.jirasim.Jql.Not;
import io.zenem.jirasim.Jql.Operand;
import io.zenem.jirasim.Jql.Operator;
import io.zenem.jirasim.Jql.Or;
import io.zenem.jirasim.Jql.Sort;
import io.zenem.jirasim.Jql.Term;
import io.zenem.jirasim.Jql.Value;
import io.zenem.jirasim.JqlToken.Kind;

/** Parses JQL by recursive descent; OR binds loosest, then AND, then NOT. */
final class JqlParser {
    private static final int MAX_ORDER_FIELDS = 7;

    private final List<JqlToken> tokens;
    private int at;

    private JqlParser(String jql) {
        this.tokens = JqlLexer.tokens(jql);
    }

    /** Parses a query, which may be empty; throws {@link JqlError} with Jira's kind of message. */
    static Jql parse(String jql) {
        return new JqlParser(jql).query();
    }

    private Jql query() {
        boolean ordered = peek().word("order");
        Optional<Clause> where = ordered || peek().is(Kind.END) ? Optional.empty() : Optional.of(or());
        List<Sort> order = peek().word("order") ? order() : List.of();
        if (!peek().is(Kind.END)) {
            throw JqlError.syntax("Expecting either 'OR' or 'AND' but got '" + peek().text() + "'.", peek().position());
        }
        return new Jql(where, order);
    }

    private Clause or() {
        List<Clause> clauses = new ArrayList<>(List.of(and()));
        while (accept("or")) {
            clauses.add(and());
        }
        return clauses.size() == 1 ? clauses.get(0) : new Or(clauses);
    }

    private Clause and() {
        List<Clause> clauses = new ArrayList<>(List.of(not()));
        while (accept("and")) {
            clauses.add(not());
        }
        return clauses.size() == 1 ? clauses.get(0) : new And(clauses);
    }

    private Clause not() {
        if (accept("not")) {
            return new Not(not());
        }
        if (peek().is(Kind.OPEN)) {
            at++;
            Clause inner = or();
            close();
            return inner;
        }
        return term();
    }

    private Term term() {
        JqlToken name = next();
        if (!name.is(Kind.WORD) && !name.is(Kind.QUOTED)) {
            throw JqlError.syntax("Expecting a field name but got '" + shown(name) + "'.", name.position());
        }
        refuseReserved(name);
        Operator operator = operator();
        if (operator == Operator.IN || operator == Operator.NOT_IN) {
            return new Term(name.text(), operator, list());
        }
        Operand operand = operand();
        if ((operator == Operator.IS || operator == Operator.IS_NOT) && !(operand instanceof Empty)) {
            throw JqlError.syntax(
                    "The operator '" + operator.text + "' must be followed by EMPTY or NULL.", peek().position());
        }
        return new Term(name.text(), operator, List.of(operand));
    }

    private Operator operator() {
        JqlToken token = next();
        if (token.is(Kind.OPERATOR)) {
            for (Operator operator : Operator.values()) {
                if (operator.text.equals(token.text())) {
                    return operator;
                }
            }
        }
        if (token.word("in")) {
            return Operator.IN;
        }
        if (token.word("not") && accept("in")) {
            return Operator.NOT_IN;
        }
        if (token.word("is")) {
            return accept("not") ? Operator.IS_NOT : Operator.IS;
        }
        throw JqlError.syntax(
                "Expecting operator but got '" + shown(token) + "'. The valid operators are '=', '!=', '<', '>', '<=',"
                        + " '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.",
                token.position());
    }

    private List<Operand> list() {
        if (!peek().is(Kind.OPEN)) {
            Operand function = operand();
            if (function instanceof Call) {
                return List.of(function);
            }
            throw JqlError.syntax("Expecting '(' after 'in'.", peek().position());
        }
        at++;
        List<Operand> operands = new ArrayList<>(List.of(operand()));
        while (peek().is(Kind.COMMA)) {
            at++;
            operands.add(operand());
        }
        close();
        return operands;
    }

    private Operand operand() {
        JqlToken token = next();
        if (token.is(Kind.QUOTED)) {
            return new Value(token.text(), true);
        }
        if (!token.is(Kind.WORD)) {
            throw JqlError.syntax(
                    "Expecting either a value, list or function but got '" + shown(token) + "'. You must surround '"
                            + shown(token) + "' in quotation marks to use it as a value.",
                    token.position());
        }
        if (token.word("empty") || token.word("null")) {
            return new Empty();
        }
        if (peek().is(Kind.OPEN)) {
            return call(token.text());
        }
        refuseReserved(token);
        return new Value(token.text(), false);
    }

    private Call call(String name) {
        at++;
        List<String> arguments = new ArrayList<>();
        while (!peek().is(Kind.CLOSE)) {
            JqlToken argument = next();
            if (argument.is(Kind.END)) {
                throw JqlError.syntax("Expecting ')' before the end of the query.", argument.position());
            }
            if (!argument.is(Kind.COMMA)) {
                arguments.add(argument.text());
            }
        }
        at++;
        return new Call(name, arguments);
    }

    private List<Sort> order() {
        at++;
        if (!accept("by")) {
            throw JqlError.syntax("Expecting 'by' after 'order' but got '" + shown(peek()) + "'.", peek().position());
        }
        List<Sort> order = new ArrayList<>();
        do {
            JqlToken field = next();
            if (!field.is(Kind.WORD) && !field.is(Kind.QUOTED)) {
                throw JqlError.syntax("Expecting a field name but got '" + shown(field) + "'.", field.position());
            }
            refuseReserved(field);
            order.add(new Sort(field.text(), !accept("asc") && accept("desc")));
        } while (acceptComma());
        if (order.size() > MAX_ORDER_FIELDS) {
            throw JqlError.meaning("JQL can be ordered by at most 7 fields.");
        }
        return order;
    }

    private void close() {
        JqlToken token = next();
        if (!token.is(Kind.CLOSE)) {
            throw JqlError.syntax("Expecting ')' but got '" + shown(token) + "'.", token.position());
        }
    }

    private static void refuseReserved(JqlToken token) {
        if (token.is(Kind.WORD) && JqlWords.reserved(token.text())) {
            throw JqlError.syntax(
                    "'" + token.text() + "' is a reserved JQL word. You must surround it in quotation marks to use it"
                            + " in a query.",
                    token.position());
        }
    }

    private static String shown(JqlToken token) {
        return token.is(Kind.END) ? "<EOF>" : token.text();
    }

    private JqlToken peek() {
        return tokens.get(at);
    }

    private JqlToken next() {
        JqlToken token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean accept(String word) {
        boolean found = peek().word(word);
        if (found) {
            at++;
        }
        return found;
    }

    private boolean acceptComma() {
        boolean found = peek().is(Kind.COMMA);
        if (found) {
            at++;
        }
        return found;
    }
}
