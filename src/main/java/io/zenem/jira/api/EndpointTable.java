package io.zenem.jira.api;

import java.util.SortedSet;

/** Which paths and methods the routes serve; implemented where the routes are known. */
public interface EndpointTable {
    /** The methods served at this path, empty for an unknown one. */
    SortedSet<String> methods(String path);
}
