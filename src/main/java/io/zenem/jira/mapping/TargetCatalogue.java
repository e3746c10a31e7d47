package io.zenem.jira.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.zenem.jira.work.ZenemEntity;

/** The fields of Zenem that a mapping may fill, with their types; {@code attributes.<name>} are the customer's own. */
public final class TargetCatalogue {
    /** What the name of a customer's own field begins with. */
    public static final String ATTRIBUTES = "attributes.";

    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Map<String, TargetType> PROJECTS = projects();
    private static final Map<String, TargetType> STORIES = stories();

    private TargetCatalogue() {}

    /** The type of a catalogue target; attributes are strings here, see {@link #type(ZenemEntity, String, Optional)}. */
    public static Optional<TargetType> type(ZenemEntity entity, String target) {
        return type(entity, target, Optional.empty());
    }

    /** The type of a target whose rule names {@code ruleType}, which decides for attributes only. Empty if unknown. */
    public static Optional<TargetType> type(ZenemEntity entity, String target, Optional<String> ruleType) {
        if (attribute(target)) {
            return ruleType.isEmpty() ? Optional.of(TargetType.STRING) : attributeType(ruleType.get());
        }
        return Optional.ofNullable(catalogue(entity).get(target));
    }

    /** The names of the targets of an entity, attributes aside, in the catalogue's order. */
    public static Set<String> names(ZenemEntity entity) {
        return catalogue(entity).keySet();
    }

    /** The target without which there is no mapping: {@code name} of projects, {@code title} of stories. */
    public static String required(ZenemEntity entity) {
        return entity == ZenemEntity.PROJECT ? "name" : "title";
    }

    /** Whether this is {@code attributes.<name>} with a name of letters, digits and underscores, at most 64. */
    public static boolean attribute(String target) {
        return target.startsWith(ATTRIBUTES)
                && ATTRIBUTE_NAME.matcher(target.substring(ATTRIBUTES.length())).matches();
    }

    /** The type that an attribute's rule names: string, number, boolean, date, datetime, array (of string), or text. */
    public static Optional<TargetType> attributeType(String name) {
        return switch (name.trim().toLowerCase(Locale.ROOT)) {
            case "string" -> Optional.of(TargetType.STRING);
            case "text" -> Optional.of(TargetType.TEXT);
            case "number" -> Optional.of(TargetType.NUMBER);
            case "boolean" -> Optional.of(TargetType.BOOLEAN);
            case "date" -> Optional.of(TargetType.DATE);
            case "datetime" -> Optional.of(TargetType.DATETIME);
            case "array", "strings", "array of string", "array of strings" -> Optional.of(TargetType.STRINGS);
            default -> Optional.empty();
        };
    }

    private static Map<String, TargetType> catalogue(ZenemEntity entity) {
        return entity == ZenemEntity.PROJECT ? PROJECTS : STORIES;
    }

    private static Map<String, TargetType> projects() {
        Map<String, TargetType> targets = new LinkedHashMap<>();
        targets.put("name", TargetType.STRING);
        common(targets, "owner");
        return Collections.unmodifiableMap(targets);
    }

    private static Map<String, TargetType> stories() {
        Map<String, TargetType> targets = new LinkedHashMap<>();
        targets.put("title", TargetType.STRING);
        common(targets, "assignee");
        targets.put("reporter", TargetType.USER);
        targets.put("storyPoints", TargetType.NUMBER);
        targets.put("sprints", TargetType.SPRINTS);
        targets.put("releases", TargetType.RELEASES);
        return Collections.unmodifiableMap(targets);
    }

    private static void common(Map<String, TargetType> targets, String user) {
        targets.put("description", TargetType.TEXT);
        targets.put("status", TargetType.STATUS);
        targets.put("priority", TargetType.STRING);
        targets.put("type", TargetType.STRING);
        targets.put(user, TargetType.USER);
        targets.put("startDate", TargetType.DATE);
        targets.put("dueDate", TargetType.DATE);
        targets.put("createdAt", TargetType.DATETIME);
        targets.put("updatedAt", TargetType.DATETIME);
        targets.put("resolvedAt", TargetType.DATETIME);
        targets.put("labels", TargetType.STRINGS);
        targets.put("components", TargetType.STRINGS);
        targets.put("parent", TargetType.PARENT);
    }
}
