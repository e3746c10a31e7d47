package io.zenem.jira;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests N to Z: each half runs in a process of its own, where the service starts once (pom.xml, surefire). */
@Suite
@SelectPackages("io.zenem")
@IncludeClassNamePatterns(".*\\.[N-Z]\\w*(?<!Profile)Test")
class SecondHalf {}
