package io.zenem.jirasim;

/** A resolution; an issue without one is unresolved. */
record Resolution(int id, String name) {}
