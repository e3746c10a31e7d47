package io.zenem.jira.demo;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.demo.Jql.And;
import io.zenem.jira.demo.Jql.Call;
import io.zenem.jira.demo.Jql.Clause;
import io.zenem.jira.demo.Jql.Empty;
import io.zenem.jira.demo.Jql.Not;
import io.zenem.jira.demo.Jql.Operand;
import io.zenem.jira.demo.Jql.Operator;
import io.zenem.jira.demo.Jql.Or;
import io.zenem.jira.demo.Jql.Term;
import io.zenem.jira.demo.Jql.Value;

/** Turns a parsed query into a test of issues; names are looked up once, so that the test itself only compares. */
final class JqlCompiler {
    private final Site site;
    private final JqlNames names;
    private final JqlDates dates;

    JqlCompiler(Site site, ZoneId zone, long nowMillis) {
        this.site = site;
        this.names = new JqlNames(site);
        this.dates = new JqlDates(zone, nowMillis);
    }

    Predicate<Issue> compile(Clause clause) {
        if (clause instanceof And and) {
            return and.clauses().stream()
                    .map(this::compile)
                    .reduce(Predicate::and)
                    .orElseThrow();
        }
        if (clause instanceof Or or) {
            return or.clauses().stream()
                    .map(this::compile)
                    .reduce(Predicate::or)
                    .orElseThrow();
        }
        if (clause instanceof Not not) {
            return compile(not.clause()).negate();
        }
        return term((Term) clause);
    }

    private Predicate<Issue> term(Term term) {
        List<Operand> on = term.operands();
        return switch (term.field().toLowerCase(Locale.ROOT)) {
            case "project" -> one(term, Issue::project, names.projects(on));
            case "issuetype", "type" -> one(term, Issue::type, names.types(on));
            case "status" -> one(term, Issue::status, names.statuses(on));
            case "statuscategory" -> one(term, this::category, names.categories(on));
            case "priority" -> one(term, Issue::priority, names.priorities(on));
            case "resolution" -> resolution(term);
            case "assignee" -> one(term, Issue::assignee, names.users("assignee", on));
            case "reporter" -> one(term, Issue::reporter, names.users("reporter", on));
            case "creator" -> one(term, Issue::creator, names.users("creator", on));
            case "sprint", "cf[10020]" -> many(term, Issue::sprints, names.sprints(on));
            case "fixversion" -> many(term, Issue::fixVersions, names.versions(on));
            case "component" -> many(term, Issue::components, names.components(on));
            case "labels" -> labels(term);
            case "id", "key", "issuekey", "issue" -> identity(term);
            case "parent" -> parent(term);
            case "created", "createddate" -> date(term, Issue::created);
            case "updated", "updateddate" -> date(term, Issue::updated);
            case "resolved", "resolutiondate" -> date(term, Issue::resolved);
            case "statuscategorychangeddate" -> date(term, Issue::statusChanged);
            case "summary" -> text(term);
            default -> other(term);
        };
    }

    private int category(Issue issue) {
        return site.statuses.get(issue.status()).category().id;
    }

    private Predicate<Issue> resolution(Term term) {
        boolean unresolved = term.operands().stream()
                .anyMatch(operand ->
                        operand instanceof Value value && value.text().equalsIgnoreCase("unresolved"));
        Term known = unresolved ? new Term(term.field(), term.operator(), List.of(new Empty())) : term;
        return one(known, Issue::resolution, names.resolutions(known.operands()));
    }

    private Predicate<Issue> one(Term term, ToIntFunction<Issue> get, int[] wanted) {
        refuseComparison(term);
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

    private Predicate<Issue> many(Term term, Function<Issue, List<Integer>> get, int[] wanted) {
        refuseComparison(term);
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

    private Predicate<Issue> labels(Term term) {
        refuseComparison(term);
        boolean empty = wantsEmpty(term);
        boolean negated = term.operator().negates();
        List<String> wanted = texts(term);
        return issue -> issue.labels().isEmpty()
                ? empty && !negated
                : negated
                        != wanted.stream()
                                .anyMatch(label -> issue.labels().stream().anyMatch(label::equalsIgnoreCase));
    }

    private Predicate<Issue> identity(Term term) {
        List<Issue> wanted = names.issues(term.field(), term.operands());
        if (wantsEmpty(term)) {
            return issue -> term.operator().negates();
        }
        if (term.operator().compares()) {
            Issue limit = wanted.get(0);
            boolean byKey = ((Value) term.operands().get(0)).text().contains("-");
            // keys compare only within their project
            return byKey
                    ? issue -> issue.project() == limit.project()
                            && holds(term.operator(), Integer.compare(issue.number(), limit.number()))
                    : issue -> holds(term.operator(), Long.compare(issue.id(), limit.id()));
        }
        long[] ids = wanted.stream().mapToLong(Issue::id).sorted().toArray();
        return issue ->
                (Arrays.binarySearch(ids, issue.id()) >= 0) != term.operator().negates();
    }

    private Predicate<Issue> parent(Term term) {
        refuseComparison(term);
        boolean empty = wantsEmpty(term);
        boolean negated = term.operator().negates();
        long[] ids = names.issues("parent", term.operands()).stream()
                .mapToLong(Issue::id)
                .sorted()
                .toArray();
        return issue ->
                issue.parent() == 0 ? empty && !negated : (Arrays.binarySearch(ids, issue.parent()) >= 0) != negated;
    }

    private Predicate<Issue> date(Term term, ToLongFunction<Issue> get) {
        if (wantsEmpty(term)) {
            return issue -> (get.applyAsLong(issue) == 0) != term.operator().negates();
        }
        long[] limits = term.operands().stream()
                .mapToLong(operand -> minute(operand, term.field()))
                .toArray();
        return issue -> {
            long value = get.applyAsLong(issue);
            return value != 0 && matches(term.operator(), JqlDates.minute(value), limits);
        };
    }

    private static boolean matches(Operator operator, long minute, long[] limits) {
        if (operator.compares()) {
            return holds(operator, Long.compare(minute, limits[0]));
        }
        return Arrays.stream(limits).anyMatch(limit -> limit == minute) != operator.negates();
    }

    private long minute(Operand operand, String field) {
        if (operand instanceof Value value) {
            return dates.minuteOf(value, field);
        }
        Call call = (Call) operand;
        String days = call.arguments().isEmpty() ? "0" : call.arguments().get(0).replaceAll("d$", "");
        return switch (call.name()) {
            case "now" -> JqlDates.minute(dates.nowMillis());
            case "startOfDay" -> dates.startOfDay(Long.parseLong(days));
            case "endOfDay" -> dates.startOfDay(Long.parseLong(days) + 1) - 1;
            default -> throw JqlNames.unknown(call);
        };
    }

    private Predicate<Issue> text(Term term) {
        if (term.operator() != Operator.CONTAINS && term.operator() != Operator.NOT_CONTAINS) {
            throw unsupported(term);
        }
        Field summary = site.fields.byId("summary").orElseThrow();
        List<String> words = Arrays.stream(texts(term).get(0).split("\\s+", -1))
                .map(word -> word.replace("*", "").toLowerCase(Locale.ROOT))
                .toList();
        return issue -> {
            String text = site.values.raw(summary, issue).asText().toLowerCase(Locale.ROOT);
            return words.stream().allMatch(text::contains) == (term.operator() == Operator.CONTAINS);
        };
    }

    /** Custom fields and the due date, by simple equality; a name may mean several fields. */
    private Predicate<Issue> other(Term term) {
        List<Field> fields = site.fields.named(term.field()).stream()
                .filter(field -> field.isCustom() || field.id().equals("duedate"))
                .toList();
        if (fields.isEmpty()) {
            throw JqlError.meaning(
                    "Field '" + term.field() + "' does not exist or you do not have permission to view it.");
        }
        if (fields.get(0).id().equals(FieldCatalogue.SPRINT)) {
            return many(term, Issue::sprints, names.sprints(term.operands()));
        }
        return fields.stream()
                .map(field -> custom(term, field))
                .reduce(Predicate::or)
                .orElseThrow();
    }

    private Predicate<Issue> custom(Term term, Field field) {
        boolean empty = wantsEmpty(term);
        boolean negated = term.operator().negates();
        List<String> wanted = texts(term);
        return issue -> {
            JsonNode raw = field.usedIn(site.project(issue)) ? site.values.raw(field, issue) : Json.nothing();
            if (raw.isNull()) {
                return empty && !negated;
            }
            if (term.operator().compares()) {
                return holds(term.operator(), compare(raw, wanted.get(0)));
            }
            return negated != wanted.stream().anyMatch(text -> equal(raw, text));
        };
    }

    private static boolean equal(JsonNode raw, String text) {
        if (raw.isArray()) {
            for (JsonNode item : raw) {
                if (equal(item, text)) {
                    return true;
                }
            }
            return false;
        }
        return raw.isNumber()
                ? number(text).filter(n -> n == raw.asDouble()).isPresent()
                : raw.asText().equalsIgnoreCase(text);
    }

    private static int compare(JsonNode raw, String text) {
        return raw.isNumber()
                ? Double.compare(raw.asDouble(), number(text).orElse(Double.NaN))
                : raw.asText().compareTo(text);
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static boolean holds(Operator operator, int comparison) {
        return switch (operator) {
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
            default -> false;
        };
    }

    private static boolean contains(int[] wanted, int value) {
        for (int one : wanted) {
            if (one == value) {
                return true;
            }
        }
        return false;
    }

    private static boolean wantsEmpty(Term term) {
        return term.operands().stream().anyMatch(Empty.class::isInstance);
    }

    private static List<String> texts(Term term) {
        return term.operands().stream()
                .filter(Value.class::isInstance)
                .map(operand -> ((Value) operand).text())
                .toList();
    }

    private static void refuseComparison(Term term) {
        if (term.operator().compares()
                || term.operator() == Operator.CONTAINS
                || term.operator() == Operator.NOT_CONTAINS) {
            throw unsupported(term);
        }
    }

    private static JqlError unsupported(Term term) {
        return JqlError.meaning(
                "The operator '" + term.operator().text + "' is not supported by the '" + term.field() + "' field.");
    }
}
