package io.zenem.jira;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who writes and who reads each table: statements (room/verb), functions and views, by the words of their SQL.
 *
 * @param writers by table
 * @param readers by table; a statement that only writes into a table does not read it
 */
record TableUse(Map<String, Set<String>> writers, Map<String, Set<String>> readers) {
    private static final Pattern TABLE = Pattern.compile("(insert into|update|delete from)?\\s*\\bjira\\.(\\w+)");

    static TableUse of(Schema schema) {
        TableUse use = new TableUse(new TreeMap<>(), new TreeMap<>());
        schema.tables().forEach(table -> {
            use.writers.put(table.name(), new TreeSet<>());
            use.readers.put(table.name(), new TreeSet<>());
        });
        Path folder = RouteFiles.RESOURCES.resolve("sql");
        for (Path file : RouteFiles.files(folder, ".sql")) {
            use.add(folder.relativize(file).toString().replace('\\', '/').replace(".sql", ""), RouteFiles.text(file));
        }
        schema.texts().forEach(text -> use.add(text.name(), text.sql()));
        return use;
    }

    private void add(String who, String sql) {
        Matcher found = TABLE.matcher(sql.replaceAll("--.*", "").toLowerCase(Locale.ROOT));
        while (found.find()) {
            Set<String> users = (found.group(1) == null ? readers : writers).get(found.group(2));
            if (users != null) {
                users.add(who);
            }
        }
    }
}
