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
    private static final Pattern SQL = Pattern.compile("`([a-z]+/\\w+\\.sql)`");

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
    void everyClassAndStatementThatIsNamedExists() {
        assertThat(Stream.of("architecture.md", "decisions.md")
                        .map(paper -> RouteFiles.text(Path.of("docs", paper)))
                        .flatMap(text -> Stream.concat(
                                named(text, JAVA).map(name -> "src/main/java/io/zenem/jira/" + name + ".java"),
                                named(text, SQL).map(name -> "src/main/resources/sql/" + name)))
                        .filter(file -> !Files.exists(Path.of(file))))
                .as("it moved or went; a paper in docs names it still")
                .isEmpty();
    }

    private static Stream<String> named(String text, Pattern what) {
        return what.matcher(text).results().map(name -> name.group(1));
    }

    private static Stream<Path> papers() {
        return Stream.concat(
                Stream.of(Path.of("README.md"), RouteFiles.FOLDER.resolve("README.md")),
                RouteFiles.files(Path.of("docs"), ".md").stream());
    }
}
