package io.zenem.jira.platform;

/** Ends a start that cannot succeed: one sentence for the operator, and no stack trace. */
final class NotStarted {
    private NotStarted() {}

    /**
     * Ends the process with exit code 1.
     *
     * @param sentence what is missing or wrong, and how to make or set it
     */
    static void because(String sentence) {
        System.err.println("Not started: " + sentence);
        // not exit(): its hooks would wait for a start that waits for us, and nothing is running yet
        Runtime.getRuntime().halt(1);
    }
}
