package io.zenem.jira.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.zenem.jira.jira.JiraField;

/** The words that a rule's {@code type} may be. */
final class RuleTypes {
    private RuleTypes() {}

    /**
     * Whether a catalogue target, whose type is fixed, may bear this word: a name of its own type, or the type that
     * Jira's schema gives the field, which is what a page that lists the fields has at hand.
     */
    static boolean allowed(TargetType target, String word, Optional<JiraField> field) {
        String type = word.trim().toLowerCase(Locale.ROOT);
        return words(target).contains(type)
                || field.flatMap(Compatibility::schemaType)
                        .filter(type::equalsIgnoreCase)
                        .isPresent();
    }

    /** The word for an attribute whose rule has none: what the field's schema suggests. */
    static String inferred(JiraField field) {
        return switch (Compatibility.schemaType(field).orElse("string")) {
            case "number" -> "number";
            case "date" -> "date";
            case "datetime" -> "datetime";
            case "array" -> "array";
            default -> "string";
        };
    }

    /** How a target's type is called in messages. */
    static String name(TargetType target) {
        return switch (target) {
            case STRINGS -> "array of string";
            case SPRINTS -> "array of sprints";
            case RELEASES -> "array of versions";
            default -> target.name().toLowerCase(Locale.ROOT);
        };
    }

    private static Set<String> words(TargetType target) {
        return switch (target) {
            case STRING -> Set.of("string", "text", "enum", "option");
            case TEXT -> Set.of("text", "string", "richtext");
            case STATUS -> Set.of("enum", "status", "string", "option");
            case USER -> Set.of("user");
            case NUMBER -> Set.of("number");
            case BOOLEAN -> Set.of("boolean");
            case DATE -> Set.of("date");
            case DATETIME -> Set.of("datetime");
            case STRINGS -> Set.of("array", "strings", "array of string", "array of strings");
            case PARENT -> Set.of("parent", "issuelink", "issue");
            case SPRINTS -> Set.of("array", "sprints", "array of sprints");
            case RELEASES -> Set.of("array", "releases", "versions", "array of versions");
        };
    }
}
