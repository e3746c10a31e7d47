package io.zenem.jira.jira;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The ids in an issue's sprint field. Cloud's REST sends objects; Data Center, and webhook bodies possibly, send the
 * text that Java makes of the sprint: {@code com.atlassian.greenhopper.service.sprint.Sprint@1f[id=197,...,name=...]}.
 */
public final class SprintField {
    private static final Pattern PLAIN = Pattern.compile("\\d{1,18}");
    private static final Pattern ID_FIRST = Pattern.compile("^[^\\[]*\\[id=(\\d{1,18})[,\\]]");
    private static final Pattern ID_LATER = Pattern.compile("[\\[,]id=(\\d{1,18})(?=[,\\]](name=)?)");
    private static final Pattern FREE_TEXT = Pattern.compile("[\\[,](?:name|goal)=");
    private static final Pattern SEQUENCE = Pattern.compile("[\\[,]sequence=(\\d{1,18})(?=[,\\]])");

    private SprintField() {}

    /** The sprint ids in Jira's order, each once; elements that bear no id are left out, null has none. */
    public static List<Long> ids(JsonNode value) {
        Set<Long> ids = new LinkedHashSet<>();
        if (value.isArray()) {
            value.forEach(element -> id(element).ifPresent(ids::add));
        } else {
            id(value).ifPresent(ids::add);
        }
        return List.copyOf(ids);
    }

    private static Optional<Long> id(JsonNode element) {
        if (element.isObject()) {
            return id(element.path("id"));
        }
        if (element.isIntegralNumber() && element.canConvertToLong()) {
            return Optional.of(element.longValue());
        }
        return element.isTextual() ? id(element.textValue().trim()) : Optional.empty();
    }

    private static Optional<Long> id(String text) {
        if (PLAIN.matcher(text).matches()) {
            return Optional.of(Long.valueOf(text));
        }
        Matcher first = ID_FIRST.matcher(text);
        return first.find() ? Optional.of(Long.valueOf(first.group(1))) : laterId(text);
    }

    /**
     * Where the properties stand in alphabetical order, the goal precedes the id and may itself contain "id=5,". The
     * machine's own values have no commas, so an id before any free text is the sprint's; else the id that equals the
     * sequence (Jira starts it as the id), else the one that the name follows, else the first.
     */
    private static Optional<Long> laterId(String text) {
        Matcher freeText = FREE_TEXT.matcher(text);
        int trusted = freeText.find() ? freeText.start() : text.length();
        List<Long> candidates = new ArrayList<>();
        Optional<Long> beforeName = Optional.empty();
        for (Matcher id = ID_LATER.matcher(text); id.find(); ) {
            Long candidate = Long.valueOf(id.group(1));
            if (id.start() < trusted) {
                return Optional.of(candidate);
            }
            candidates.add(candidate);
            if (beforeName.isEmpty() && id.group(2) != null) {
                beforeName = Optional.of(candidate);
            }
        }
        Optional<Long> likely = beforeName.or(() -> candidates.stream().findFirst());
        return sequence(text).filter(candidates::contains).or(() -> likely);
    }

    private static Optional<Long> sequence(String text) {
        Optional<Long> last = Optional.empty();
        for (Matcher sequence = SEQUENCE.matcher(text); sequence.find(); ) {
            last = Optional.of(Long.valueOf(sequence.group(1)));
        }
        return last;
    }
}
