package io.zenem.jira.work;

import java.util.OptionalInt;

/** What a Jira issue becomes in Zenem. */
public enum ZenemEntity {
    /** From a Jira epic. */
    PROJECT("projects"),
    /** From every other issue type, sub-tasks included. */
    STORY("stories");

    private final String section;

    ZenemEntity(String section) {
        this.section = section;
    }

    /** The plural that the contract uses in mappings and paths: {@code projects} or {@code stories}. */
    public String section() {
        return section;
    }

    /**
     * The entity that an issue type becomes. Cloud tells the hierarchy level (1 is the epic, 0 the base level, -1 a
     * sub-task, 2 and more are Premium's levels above the epic); Data Center does not, there the type is named Epic.
     *
     * @param hierarchyLevel Jira's {@code issuetype.hierarchyLevel}, empty where Jira does not send one
     */
    public static ZenemEntity of(OptionalInt hierarchyLevel, boolean subtask, String typeName) {
        boolean epic = hierarchyLevel.isPresent()
                ? hierarchyLevel.getAsInt() == 1
                : !subtask && typeName.trim().equalsIgnoreCase("Epic");
        return epic ? PROJECT : STORY;
    }
}
