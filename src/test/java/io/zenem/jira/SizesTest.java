package io.zenem.jira;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How large the core is, printed by every build. Whoever makes it smaller lowers the limit; none is raised without a reason in the commit. */
class SizesTest {
    private static final Pattern VARIABLE = Pattern.compile("\\bvariable\\.([A-Za-z]\\w*)");

    private final RouteFiles routes = RouteFiles.read();
    private final List<Path> statements = RouteFiles.files(RouteFiles.RESOURCES.resolve("sql"), ".sql");

    /** @param aim where it should end */
    record Size(String what, long now, long limit, long aim) {
        @Override
        public String toString() {
            return "%-34s %8d %8d %8d".formatted(what, now, limit, aim);
        }
    }

    @Test
    void theCoreGrowsNowhere() {
        Schema schema = Schema.now();
        List<Size> sizes = List.of(
                new Size("routes", routes.routes().count(), 195, 140),
                new Size("variables of exchanges", variables().size(), 86, 90),
                new Size(
                        "longest route file, lines",
                        longest(RouteFiles.files(RouteFiles.FOLDER, ".camel.yaml")),
                        363,
                        250),
                new Size("statements", statements.size(), 183, 110),
                new Size("longest statement, lines", longest(statements), 64, 60),
                new Size("tables", schema.tables().size(), 36, 28),
                new Size("triggers", schema.triggers(), 2, 2),
                new Size("indexes besides keys", schema.indexes(), 45, 45),
                new Size(
                        "product Java, lines",
                        lines(RouteFiles.files(Path.of("src", "main", "java"), ".java")),
                        28_224,
                        14_000),
                new Size("README.md, bytes", Path.of("README.md").toFile().length(), 6_144, 6_144));
        System.out.println(sizes.stream()
                .map(Size::toString)
                .collect(Collectors.joining(
                        "\n", "%-34s %8s %8s %8s\n".formatted("size of the core", "now", "limit", "aim"), "")));
        assertThat(sizes).as("make it smaller again").allMatch(size -> size.now() <= size.limit());
    }

    /** Every name that a route sets, fills by an answer, sends or reads, and that a statement reads. */
    private Set<String> variables() {
        Stream<String> named = routes.leaves().stream()
                .filter(leaf -> leaf.path().endsWith("/setVariable/name")
                        || leaf.path().endsWith("/setVariables/variables/name")
                        || Set.of("variableReceive", "variableSend").contains(leaf.key()))
                .map(RouteFiles.Leaf::value);
        Stream<String> read = Stream.concat(
                        routes.leaves().stream().map(RouteFiles.Leaf::value),
                        statements.stream().map(RouteFiles::text))
                .flatMap(text -> VARIABLE.matcher(text).results())
                .map((MatchResult found) -> found.group(1));
        return Stream.concat(named, read).collect(Collectors.toCollection(TreeSet::new));
    }

    private static long longest(List<Path> files) {
        return files.stream()
                .mapToLong(file -> RouteFiles.text(file).lines().count())
                .max()
                .orElse(0);
    }

    private static long lines(List<Path> files) {
        return files.stream()
                .mapToLong(file -> RouteFiles.text(file).lines().count())
                .sum();
    }
}
