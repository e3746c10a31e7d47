package io.zenem.jira.security;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.zenem.jira.routes.Rows;

/** All that the database holds, table by table. */
final class Everything {
    private static final String TABLES =
            """
            select string_agg(quote_ident(table_schema) || '.' || quote_ident(table_name), ',' order by 1)
            from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            """;

    private Everything() {}

    /** The names of all tables. */
    static List<String> tables() throws SQLException {
        return List.of(Rows.text(TABLES).split(",", -1));
    }

    /** Every row as text, by table. */
    static Map<String, String> rows() throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        for (String table : tables()) {
            rows.put(table, Rows.text("select string_agg(t::text, E'\\n' order by t::text) from " + table + " t"));
        }
        return rows;
    }

    /** The number of rows, by table. */
    static Map<String, Integer> counts() throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        for (String table : tables()) {
            counts.put(table, Rows.count("select count(*) from " + table));
        }
        return counts;
    }
}
