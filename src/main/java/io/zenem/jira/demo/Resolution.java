package io.zenem.jira.demo;

/** A resolution; an issue without one is unresolved. */
record Resolution(int id, String name) {}
