package io.zenem.jira.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The names in a webhook's body. They may be in the language of whoever acted, so they say nothing: the ids count, and the names are those
 * that Jira gave this connector's account.
 */
public final class BodyNames {
    /** The copy has only the ids of these. */
    private static final Set<TargetType> BY_ID =
            Set.of(TargetType.SPRINTS, TargetType.RELEASES, TargetType.USER, TargetType.PARENT);

    /** What Jira translates; all other names are the same in every language. */
    private static final Set<String> TRANSLATED = Set.of("status", "priority", "issuetype", "resolution");

    private BodyNames() {}

    /** One thing that a body names. */
    private record Thing(String reference, ObjectNode json) {
        /** Whether its name is known; where the body has another one (no translation), it was renamed, and a read is needed. */
        private boolean known(Map<String, String> names) {
            String name = names.getOrDefault(reference, "");
            return !name.isEmpty()
                    // without an enumMap's entry the category decides
                    && (!reference.startsWith("status:")
                            || json.path("statusCategory").isObject())
                    && (TRANSLATED.contains(reference.substring(0, reference.indexOf(':')))
                            || name.equals(
                                    CleanText.of(json.path(property(json)).asText(""))));
        }
    }

    /** The references to all things whose names the mapping shows. */
    public static Set<String> references(JsonNode issue, Mapping mapping, SiteContext site) {
        return things(issue, mapping, site)
                .map(Thing::reference)
                .filter(reference -> !reference.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Puts the known names in the place of the body's.
     *
     * @param names by reference
     * @return whether all are known; else the issue has to be read
     */
    public static boolean replace(JsonNode issue, Mapping mapping, SiteContext site, Map<String, String> names) {
        List<Thing> things = things(issue, mapping, site).toList();
        boolean known = things.stream().allMatch(thing -> thing.known(names));
        if (known) {
            things.forEach(thing -> thing.json().put(property(thing.json()), names.get(thing.reference())));
        }
        return known;
    }

    private static Stream<Thing> things(JsonNode issue, Mapping mapping, SiteContext site) {
        JsonNode fields = issue.path("fields");
        return mapping.targets(site.entity(fields.path("issuetype")))
                // keys are the same in every language
                .filter(target -> !target.rule().fieldId().equals(ParentValue.SYSTEM_FIELD))
                .filter(target -> !BY_ID.contains(target.type()))
                .flatMap(target -> target.rule().fieldIds().stream())
                .distinct()
                .flatMap(field -> References.named(fields.path(field)).flatMap(named -> thing(field, site, named)));
    }

    /** What should have an id and has none is unknown, whatever its name. */
    private static Stream<Thing> thing(String field, SiteContext site, JsonNode named) {
        return named instanceof ObjectNode json
                        && !References.space(field, site).isEmpty()
                ? Stream.of(new Thing(References.of(field, site, named).orElse(""), json))
                : Stream.empty();
    }

    /** Where {@link ObjectText} looks for a name first. */
    private static String property(ObjectNode thing) {
        return Stream.of("value", "displayName", "name", "title", "label")
                .filter(thing::hasNonNull)
                .findFirst()
                .orElse("name");
    }
}
