package io.zenem.jira.mapping;

import java.util.Map;
import java.util.Optional;

/** Looks a Jira value up in an admin's enumMap: exactly, then without regard to case and space around, then by id. */
final class EnumLookup {
    private EnumLookup() {}

    static Optional<String> of(Map<String, String> enumMap, String name, String id) {
        return Optional.ofNullable(enumMap.get(name))
                .or(() -> enumMap.entrySet().stream()
                        .filter(entry -> entry.getKey().trim().equalsIgnoreCase(name.trim()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .or(() -> Optional.ofNullable(id.isEmpty() ? null : enumMap.get(id)))
                .map(CleanText::of);
    }
}
