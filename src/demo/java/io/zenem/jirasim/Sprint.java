package io.zenem.jirasim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A sprint; future ones have no dates, and {@code alsoOn} names further boards that list it. */
record Sprint(
        int id,
        String name,
        String state,
        int originBoard,
        String goal,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<Instant> complete,
        Instant created,
        List<Integer> alsoOn) {

    boolean on(int board) {
        return originBoard == board || alsoOn.contains(board);
    }
}
