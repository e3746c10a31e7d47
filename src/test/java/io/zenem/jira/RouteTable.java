package io.zenem.jira;

import java.util.stream.Collectors;

/** The generated table in the routes' README. */
final class RouteTable {
    private static final String BEGIN = "<!-- routes: begin -->";
    private static final String END = "<!-- routes: end -->";

    private RouteTable() {}

    /** The text with the table between its markers as it should be. */
    static String in(String readme, RouteFiles files) {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("routes/README.md needs the lines " + BEGIN + " and " + END);
        }
        return readme.substring(0, begin) + BEGIN + "\n" + table(files) + readme.substring(end);
    }

    private static String table(RouteFiles files) {
        FlowRoutes flow = FlowRoutes.of(files);
        FlowUse use = new FlowUse(flow);
        return files.routes()
                .map(route -> "| [%s](%s) | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                route.id(),
                                route.file(),
                                route.text("description").replace("|", "\\|"),
                                route.text("routeConfigurationId"),
                                String.join(
                                        ", ", FlowWalk.reads(flow, flow.routes().get(route.id()))),
                                String.join(", ", use.leaves(flow.routes().get(route.id()))),
                                targets(files, route)))
                .collect(Collectors.joining(
                        "",
                        "| id | sentence | policy | reads | leaves | goes to |\n| --- | --- | --- | --- | --- | --- |\n",
                        ""));
    }

    private static String targets(RouteFiles files, RouteFiles.Entry route) {
        return files.targets()
                .filter(target -> target.entry().equals(route))
                .map(target -> name(target.value()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String name(String uri) {
        return uri.startsWith("direct:")
                ? uri.substring("direct:".length())
                : "`" + uri.replace("sql:classpath:", "") + "`";
    }
}
