package io.zenem.jira.mapping;

import java.util.Optional;
import java.util.Set;

/** Looks a value of Jira's up in an admin's enumMap. */
final class EnumLookup {
    private EnumLookup() {}

    /** What the rule makes of a value, by {@link #key(FieldRule, String, String, String)}. */
    static Optional<String> of(FieldRule rule, String reference, String name, String id) {
        return key(rule, reference, name, id).map(rule.enumMap()::get).map(CleanText::of);
    }

    /**
     * The key that stands for a value: as its reference was resolved; by its name and its id only among the keys that stand for no value
     * of its kind yet, because whatever takes the name of a thing that is known is another thing.
     *
     * @param reference empty text for a value without one, which has its name alone
     */
    static Optional<String> key(FieldRule rule, String reference, String name, String id) {
        return Optional.ofNullable(rule.enumRefs().get(reference)).or(() -> key(rule.open(kind(reference)), name, id));
    }

    private static String kind(String reference) {
        return reference.substring(0, Math.max(reference.indexOf(':'), 0));
    }

    /** The key that a value bears: exactly, then without regard to case and space around, then by id. */
    static Optional<String> key(Set<String> keys, String name, String id) {
        return Optional.of(name)
                .filter(keys::contains)
                .or(() -> keys.stream()
                        .filter(key -> key.trim().equalsIgnoreCase(name.trim()))
                        .findFirst())
                .or(() -> Optional.of(id).filter(some -> !some.isEmpty() && keys.contains(some)));
    }
}
