package io.zenem.jirasim;

import java.time.LocalDate;
import java.util.Optional;

/** A version of a project. */
record Version(
        int id,
        int project,
        String name,
        String description,
        boolean archived,
        boolean released,
        Optional<LocalDate> start,
        Optional<LocalDate> release) {}
