package io.zenem.jira.api;

/**
 * The bytes that all bodies in flight may have together, whoever sent them: what many strangers send at the same time has to fit
 * into the memory that one large delivery needs. A share is kept for small bodies, so that a few large ones never stop the rest.
 */
final class BodyBudget {
    private final long all;
    private final long forLarge;
    private final long small;
    private long used;

    /**
     * A budget in bytes.
     *
     * @param kept the share of all that only small bodies may take
     * @param small up to this size a body is small
     */
    BodyBudget(long all, long kept, long small) {
        this.all = all;
        this.forLarge = all - kept;
        this.small = small;
    }

    /** Whether a body may grow to this size; if so, it is counted. */
    synchronized boolean grow(long from, long to) {
        long after = used - from + to;
        if (after > (to > small ? forLarge : all)) {
            return false;
        }
        used = after;
        return true;
    }

    synchronized void free(long bytes) {
        used -= bytes;
    }
}
