package io.zenem.jirasim;

/** Chance that depends on nothing but the seed, an id and a salt: the same question has the same answer for ever. */
record Dice(long seed) {
    /** A number from 0 to {@code bound - 1}. */
    int roll(long id, int salt, int bound) {
        return (int) Long.remainderUnsigned(mix(id, salt), bound);
    }

    /** True in {@code percent} of a hundred cases. */
    boolean chance(long id, int salt, int percent) {
        return roll(id, salt, 100) < percent;
    }

    /** A number from 0 up to 1. */
    double fraction(long id, int salt) {
        return (mix(id, salt) >>> 11) * 0x1.0p-53;
    }

    /** Splitmix64, good enough to look like life. */
    private long mix(long id, int salt) {
        long z = seed + id * 0x9E3779B97F4A7C15L + salt * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
