package io.zenem.jirasim;

/** A piece of a query; {@code position} counts characters from 0. */
record JqlToken(Kind kind, String text, int position) {
    enum Kind {
        WORD,
        QUOTED,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Whether it is this unquoted word, in any case. */
    boolean word(String wanted) {
        return kind == Kind.WORD && text.equalsIgnoreCase(wanted);
    }
}
