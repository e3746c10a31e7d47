package io.zenem.jira.mapping;

/** Text that PostgreSQL's jsonb accepts: it refuses U+0000 and halves of surrogate pairs, which JSON itself allows. */
final class CleanText {
    /** Why a text of an admin's is refused that is {@linkplain #unclean not clean}, rather than stored as another one. */
    static final String UNCLEAN = "must not contain the character U+0000 or half of a surrogate pair";

    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                return cleaned(text);
            }
        }
        return text;
    }

    /** Whether PostgreSQL would refuse the text. */
    static boolean unclean(String text) {
        return !of(text).equals(text);
    }

    private static String cleaned(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(c -> c != 0).forEach(c -> {
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            out.appendCodePoint(lone ? REPLACEMENT : c);
        });
        return out.toString();
    }
}
