package io.zenem.jira.camel;

/** What is wrong with a file of routes, and where; {@code line} counts from 1, and 0 stands for the file as a whole. */
final class RouteFault extends Exception {
    private final int line;

    RouteFault(int line, String reason) {
        super(reason);
        this.line = line;
    }

    /** The line, if there is one, and the reason. */
    String text() {
        return (line > 0 ? "line " + line + ": " : "") + getMessage();
    }
}
