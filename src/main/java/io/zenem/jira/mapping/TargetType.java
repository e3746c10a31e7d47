package io.zenem.jira.mapping;

import java.util.List;
import java.util.Locale;

/** What a Zenem field holds, and so how a Jira value is read for it; with the words that a rule's {@code type} may be, its name first. */
public enum TargetType {
    /** One line as Jira has it, or by enumMap. */
    STRING("string", "text", "enum", "option"),
    /** Plain text of several lines, from an Atlassian document or wiki markup. */
    TEXT("text", "string", "richtext"),
    /** NOT_STARTED, IN_PROGRESS, BLOCKED, DONE or CANCELLED. */
    STATUS("status", "enum", "string", "option"),
    /** {@code {"accountId","displayName"}}. */
    USER("user"),
    /** A decimal number. */
    NUMBER("number"),
    /** True or false. */
    BOOLEAN("boolean"),
    /** {@code yyyy-MM-dd}. */
    DATE("date"),
    /** {@code yyyy-MM-dd'T'HH:mm:ss} in UTC. */
    DATETIME("datetime"),
    /** An array of strings. */
    STRINGS("array of string", "array", "strings", "array of strings"),
    /** {@code {"jiraId","jiraKey"}}. */
    PARENT("parent", "issuelink", "issue"),
    /** An array of Jira sprint ids, as strings. */
    SPRINTS("array of sprints", "array", "sprints"),
    /** An array of Jira version ids, as strings. */
    RELEASES("array of versions", "array", "releases", "versions");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> words;

    TargetType(String... words) {
        this.words = List.of(words);
    }

    String word() {
        return words.get(0);
    }

    boolean isCalled(String word) {
        return words.contains(word.trim().toLowerCase(Locale.ROOT));
    }
}
