package io.zenem.jira.mapping;

import java.util.Map;
import java.util.Optional;

/** Looks a value of Jira's up in an admin's enumMap. */
final class EnumLookup {
    private EnumLookup() {}

    /**
     * What the rule makes of a value: as its reference was resolved when the rule was saved; of one that was not there then, or not
     * listed, by its name and its id.
     *
     * @param reference empty text for a value without one
     */
    static Optional<String> of(FieldRule rule, String reference, String name, String id) {
        return Optional.ofNullable(rule.enumRefs().get(reference))
                .or(() -> key(rule.enumMap(), name, id))
                .map(rule.enumMap()::get)
                .map(CleanText::of);
    }

    /** The key that a value bears: exactly, then without regard to case and space around, then by id. */
    static Optional<String> key(Map<String, String> enumMap, String name, String id) {
        return Optional.of(name)
                .filter(enumMap::containsKey)
                .or(() -> enumMap.keySet().stream()
                        .filter(key -> key.trim().equalsIgnoreCase(name.trim()))
                        .findFirst())
                .or(() -> Optional.of(id).filter(some -> !some.isEmpty() && enumMap.containsKey(some)));
    }
}
