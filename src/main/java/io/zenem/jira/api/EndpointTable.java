package io.zenem.jira.api;

import java.util.SortedSet;

/** Which paths and methods the routes serve; implemented where the routes are known. */
public interface EndpointTable {
    /** Whether any method is served at this path. */
    default boolean knowsPath(String path) {
        return !methods(path).isEmpty();
    }

    /** The methods served at this path, empty for an unknown one. */
    SortedSet<String> methods(String path);
}
