package io.zenem.jira.demo;

/** A priority. */
record Priority(int id, String name) {}
