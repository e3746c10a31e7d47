package io.zenem.jirasim;

/** A priority. */
record Priority(int id, String name) {}
