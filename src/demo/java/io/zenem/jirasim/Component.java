package io.zenem.jirasim;

/** A component of a project. */
record Component(int id, int project, String name) {}
