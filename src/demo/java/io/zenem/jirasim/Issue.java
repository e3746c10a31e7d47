package io.zenem.jirasim;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One state of an issue. Every change makes a new one, so that the search index can go on showing an older one.
 * References are ids, 0 for none; times are epoch milliseconds. What {@code set} does not hold is generated from the
 * id when it is asked for, which keeps a large site small.
 */
record Issue(
        long id,
        int project,
        int number,
        int type,
        int status,
        int priority,
        int resolution,
        int assignee,
        int reporter,
        int creator,
        long parent,
        long created,
        long updated,
        long resolved,
        long statusChanged,
        List<Integer> sprints,
        List<Integer> fixVersions,
        List<Integer> components,
        List<String> labels,
        Map<String, JsonNode> set) {}
