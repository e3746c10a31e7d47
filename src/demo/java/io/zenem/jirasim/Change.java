package io.zenem.jirasim;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** One entry of an issue's history. Times are epoch milliseconds. */
record Change(int id, long issue, long created, ArrayNode items) {}
