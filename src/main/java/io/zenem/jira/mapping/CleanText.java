package io.zenem.jira.mapping;

import io.zenem.jira.jira.StorableJson;

/** Text that PostgreSQL's jsonb accepts: it refuses U+0000 and halves of surrogate pairs, which JSON itself allows. */
final class CleanText {
    /** Why an admin's text that is {@linkplain #unclean not clean} is refused, and not stored as another one. */
    static final String UNCLEAN = "must not contain the character U+0000 or half of a surrogate pair";

    private CleanText() {}

    static String of(String text) {
        return StorableJson.storable(text);
    }

    /** Whether PostgreSQL would refuse the text. */
    static boolean unclean(String text) {
        return !of(text).equals(text);
    }
}
