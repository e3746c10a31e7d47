package io.zenem.jira.contract;

/** How the contract writes things. */
final class Wire {
    static final String TIMESTAMP = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}";

    private Wire() {}
}
