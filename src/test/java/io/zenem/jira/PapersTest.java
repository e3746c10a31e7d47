package io.zenem.jira;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the papers name is there. */
class PapersTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)");
    private static final Pattern JAVA = Pattern.compile("`([a-z]+/[A-Z]\\w+)`");

    @Test
    void everyLinkLeadsToAFile() {
        assertThat(papers().flatMap(paper -> LINK.matcher(RouteFiles.text(paper))
                        .results()
                        .map(link -> paper.toAbsolutePath().resolveSibling(link.group(1)))
                        .filter(file -> !Files.exists(file))))
                .as("repair the link: it leads nowhere")
                .isEmpty();
    }

    @Test
    void everyClassThatTheArchitectureNamesExists() {
        assertThat(JAVA.matcher(RouteFiles.text(Path.of("docs", "architecture.md")))
                        .results()
                        .map(name -> name.group(1))
                        .filter(name -> !Files.exists(Path.of("src/main/java/io/zenem/jira", name + ".java"))))
                .as("the class moved; docs/architecture.md names it still")
                .isEmpty();
    }

    private static Stream<Path> papers() {
        return Stream.concat(
                Stream.of(Path.of("README.md"), RouteFiles.FOLDER.resolve("README.md")),
                RouteFiles.files(Path.of("docs"), ".md").stream());
    }
}
