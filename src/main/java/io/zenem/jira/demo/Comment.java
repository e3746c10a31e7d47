package io.zenem.jira.demo;

/** A comment, its text as wiki markup. */
record Comment(long id, int author, String text, long created) {}
