package io.zenem.jira.sync;

/** What became of an issue of a page. */
public enum Outcome {
    /** It is in the copy now. */
    INSERTED,
    /** The copy shows a newer state of it. */
    UPDATED,
    /** Another mapping shows the same state otherwise. */
    REMAPPED,
    /** Only when, or by which mapping, its row was read is new; it shows the same. */
    TOUCHED,
    /** The copy has the same state. */
    UNCHANGED,
    /** The copy has a newer state. */
    STALE,
    /** It is gone, and the state is older than that. */
    TOMBSTONED,
    /** A webhook shows an issue that the copy does not have, and that may be gone since: it is read by its id. */
    IN_DOUBT,
    /** It is older than the history that the copy has. */
    TOO_OLD,
    /** It could not be mapped or read. */
    FAILED;

    /** Whether its row is written. */
    public boolean writes() {
        return this == INSERTED || this == UPDATED || this == REMAPPED || this == TOUCHED;
    }

    /** Whether it shows something new. */
    public boolean shows() {
        return writes() && this != TOUCHED;
    }
}
