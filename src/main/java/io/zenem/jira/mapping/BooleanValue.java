package io.zenem.jira.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Yes and no, in the ways in which Jira's fields say it. */
final class BooleanValue {
    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "on");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "off");

    private BooleanValue() {}

    /**
     * From a boolean, 1 or 0, a word, an option of such a word, or checkboxes; for an agreement of the service desk, whether it is breached;
     * empty otherwise. Other checkboxes are yes if any is ticked: Jira's Flagged is an array of one "Impediment".
     */
    static Optional<Boolean> of(JsonNode value, List<FieldText.Read> reads) {
        if (reads.isEmpty()) {
            return Optional.empty();
        }
        Optional<Boolean> single = reads.size() == 1 ? of(reads.get(0)) : Optional.empty();
        boolean ticked = value.isArray()
                && reads.stream().allMatch(read -> read.value().path("value").isTextual());
        return single.isPresent() || !ticked ? single : Optional.of(true);
    }

    private static Optional<Boolean> of(FieldText.Read read) {
        String word = read.text().strip().toLowerCase(Locale.ROOT);
        return YES.contains(word)
                ? Optional.of(true)
                : NO.contains(word) ? Optional.of(false) : KindText.breached(read.value());
    }
}
