package io.zenem.jirasim;

/** A comment, its text as wiki markup. */
record Comment(long id, int author, String text, long created) {}
