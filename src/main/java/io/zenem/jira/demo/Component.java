package io.zenem.jira.demo;

/** A component of a project. */
record Component(int id, int project, String name) {}
