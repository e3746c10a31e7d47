package io.zenem.jira.sample;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that names people of Jira, who are to be shown as the copy shows them. */
interface WithPeople {
    /** The people, as often as they are named. */
    Stream<ObjectNode> people();
}
