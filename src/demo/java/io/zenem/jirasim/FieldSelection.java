package io.zenem.jirasim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The {@code fields} of a request: names, {@code *all}, {@code *navigable}, and {@code -name} to leave one out; only
 * exclusions mean navigable without them.
 */
record FieldSelection(boolean all, boolean navigable, Set<String> included, Set<String> excluded) {

    static FieldSelection of(List<String> fields, String ifEmpty) {
        boolean all = false;
        boolean navigable = false;
        Set<String> included = new HashSet<>();
        Set<String> excluded = new HashSet<>();
        for (String field : fields.isEmpty() ? List.of(ifEmpty) : fields) {
            switch (field) {
                case "*all" -> all = true;
                case "*navigable" -> navigable = true;
                default -> {
                    if (field.startsWith("-")) {
                        excluded.add(field.substring(1));
                    } else if (!field.isEmpty()) {
                        included.add(field);
                    }
                }
            }
        }
        boolean onlyExclusions = !all && included.isEmpty() && !excluded.isEmpty();
        return new FieldSelection(all, navigable || onlyExclusions, Set.copyOf(included), Set.copyOf(excluded));
    }

    /** Whether nothing beyond id and key is asked; such pages may be fifty times as long. */
    boolean identityOnly() {
        return !all && !navigable && included.stream().allMatch(f -> f.equals("id") || f.equals("key"));
    }

    boolean idOnly() {
        return identityOnly() && !included.contains("key");
    }

    boolean wildcard() {
        return all || navigable;
    }

    boolean wants(Field field) {
        if (excluded.contains(field.id())) {
            return false;
        }
        return all || (navigable && field.navigable()) || included.contains(field.id());
    }

    /** The fields it means, worked out once for a page. */
    List<Field> select(FieldCatalogue catalogue) {
        return catalogue.all().stream().filter(this::wants).toList();
    }
}
