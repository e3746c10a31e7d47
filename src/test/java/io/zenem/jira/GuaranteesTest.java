package io.zenem.jira;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of promises names tests that are there. */
class GuaranteesTest {
    private static final Pattern NAMED = Pattern.compile("(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void everyTestThatItNamesIsThere() throws IOException {
        List<MatchResult> named = NAMED.matcher(Files.readString(Path.of("docs/guarantees.md")))
                .results()
                .toList();
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(named).allSatisfy(test -> assertThat(source(test.group(1)))
                .contains(test.group(2) == null ? "class" : "void " + test.group(2) + "("));
    }

    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return Files.readString(files.filter(file -> file.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No test " + type)));
        }
    }
}
