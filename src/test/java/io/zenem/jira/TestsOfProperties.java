package io.zenem.jira;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** jqwik's tests, which need no service. They come last by their name: after them, Quarkus would start a service that writes no log file. */
@Suite
@IncludeEngines("jqwik")
@SelectPackages("io.zenem")
class TestsOfProperties {}
