package io.zenem.jirasim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jirasim.Jql.Call;
import io.zenem.jirasim.Jql.Operand;
import io.zenem.jirasim.Jql.Operator;
import io.zenem.jirasim.Jql.Term;
import io.zenem.jirasim.Jql.Value;

/** Terms about dates, texts and custom fields. */
final class JqlValues {
    private final Site site;
    private final JqlDates dates;

    JqlValues(Site site, JqlDates dates) {
        this.site = site;
        this.dates = dates;
    }

    /** A date-time, 0 for none; both sides count whole minutes. */
    Predicate<Issue> date(Term term, ToLongFunction<Issue> get) {
        Conditions.refuseText(term);
        if (Conditions.wantsEmpty(term)) {
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
            return Conditions.holds(operator, Long.compare(minute, limits[0]));
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

    /** The summary, by all words of the text. */
    Predicate<Issue> summary(Term term) {
        List<String> texts = Conditions.texts(term);
        if ((term.operator() != Operator.CONTAINS && term.operator() != Operator.NOT_CONTAINS) || texts.isEmpty()) {
            throw Conditions.unsupported(term);
        }
        Field summary = site.fields.byId("summary").orElseThrow();
        List<String> words = Arrays.stream(texts.get(0).split("\\s+", -1))
                .map(word -> word.replace("*", "").toLowerCase(Locale.ROOT))
                .toList();
        return issue -> {
            String text = site.values.raw(summary, issue).asText().toLowerCase(Locale.ROOT);
            return words.stream().allMatch(text::contains) == (term.operator() == Operator.CONTAINS);
        };
    }

    /** Custom fields and the due date, by their plain value; a name may mean several fields. */
    Predicate<Issue> other(Term term) {
        List<Field> fields = site.fields.named(term.field()).stream()
                .filter(field -> field.isCustom() || field.id().equals("duedate"))
                .toList();
        if (fields.isEmpty()) {
            throw JqlError.meaning(
                    "Field '" + term.field() + "' does not exist or you do not have permission to view it.");
        }
        return fields.stream()
                .map(field -> custom(term, field))
                .reduce(Predicate::or)
                .orElseThrow();
    }

    private Predicate<Issue> custom(Term term, Field field) {
        Conditions.refuseText(term);
        boolean empty = Conditions.wantsEmpty(term);
        if (empty && term.operator().compares()) {
            throw Conditions.unsupported(term);
        }
        boolean negated = term.operator().negates();
        List<String> wanted = field.type().equals("date") ? days(term) : Conditions.texts(term);
        return issue -> {
            JsonNode raw = field.usedIn(site.project(issue)) ? site.values.raw(field, issue) : Json.nothing();
            if (raw.isNull()) {
                return empty && !negated;
            }
            if (term.operator().compares()) {
                return Conditions.holds(term.operator(), compare(raw, wanted.get(0)));
            }
            return negated != wanted.stream().anyMatch(text -> equal(raw, text));
        };
    }

    private List<String> days(Term term) {
        return term.operands().stream()
                .filter(operand -> !(operand instanceof Jql.Empty))
                .map(operand -> minute(operand, term.field()))
                .map(minute -> LocalDate.ofInstant(Instant.ofEpochSecond(minute * 60), dates.zone()))
                .map(LocalDate::toString)
                .toList();
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
}
