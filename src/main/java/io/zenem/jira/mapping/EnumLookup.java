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
     * The key that stands for a value: the one to which its reference was resolved. Its name and its id are compared only with keys that
     * stand for no value of its kind yet, because whatever takes the name of a known thing is another thing.
     *
     * @param reference empty text for a value without one, which has its name alone
     */
    static Optional<String> key(FieldRule rule, String reference, String name, String id) {
        return Optional.ofNullable(rule.enumRefs().get(reference)).or(() -> key(rule.open(kind(reference)), name, id));
    }

    private static String kind(String reference) {
        return reference.substring(0, Math.max(reference.indexOf(':'), 0));
    }

    /** The key that is a value's name: exactly, then regardless of case and surrounding space; else the key that is its id. */
    static Optional<String> key(Set<String> keys, String name, String id) {
        return Optional.of(name)
                .filter(keys::contains)
                .or(() -> keys.stream()
                        .filter(key -> key.trim().equalsIgnoreCase(name.trim()))
                        .findFirst())
                .or(() -> Optional.of(id).filter(some -> !some.isEmpty() && keys.contains(some)));
    }
}
