package io.zenem.jirasim;

/** A board; {@code estimationField} is empty where the board estimates by issue count. */
record Board(int id, String name, String type, int project, boolean sprints, String estimationField) {}
