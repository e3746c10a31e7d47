package io.zenem.jira.jira;

/** How an instant becomes one of JQL's minutes. */
public enum Rounding {
    /** For lower bounds ({@code updated >=}): never later than the instant. */
    FLOOR,
    /** For upper bounds ({@code updated <=}): never earlier than the instant. */
    CEIL
}
