import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The half of bench/backlog.sh that bash is no good at, run from source with the service's own libraries:
 * {@code fill <jdbc url> <demo> <connector> <deliveries>} and {@code sql <jdbc url> <statement>}.
 */
final class Backlog {
    /** One round holds a change of every issue; one delivery in twenty comes some rounds late. */
    private static final String ROUND = """
            insert into jira.delivery (connector_id, identifier, body)
            select ?, 'backlog-' || ? || '-' || jira_id, convert_to(jsonb_build_object(
                'timestamp', (extract(epoch from at) * 1000)::bigint, 'webhookEvent', 'jira:issue_updated',
                'issue_event_type_name', 'issue_generic', 'issue', jsonb_set(jsonb_set(issue, '{fields,summary}', to_jsonb('Round ' || r)),
                '{fields,updated}', to_jsonb(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+0000"'))))::text, 'UTF8')
            from (select t.*, greatest(1, ? - case when jira_id % 20 = ? % 20 then 3 else 0 end) as r from backlog_issue t) t,
                lateral (select (issue -> 'fields' ->> 'updated')::timestamptz + r * interval '1 second') u(at)
            order by (jira_id * 7919) % 10007
            """;

    private Backlog() {}

    public static void main(String[] args) throws Exception {
        try (Connection database = DriverManager.getConnection(args[1])) {
            if (args[0].equals("fill")) {
                fill(database, args[2], args[3], Integer.parseInt(args[4]));
            } else {
                sql(database, args[2]);
            }
        }
    }

    private static void sql(Connection database, String text) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (boolean rows = statement.execute(text); rows; rows = statement.getMoreResults()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        System.out.println(result.getString(1));
                    }
                }
            }
        }
    }

    private static void fill(Connection database, String demo, String connector, int deliveries)
            throws SQLException, IOException, InterruptedException {
        int issues = issues(database, demo, connector);
        for (int round = 1; round <= deliveries / issues; round++) {
            try (PreparedStatement insert = database.prepareStatement(ROUND)) {
                insert.setString(1, connector);
                insert.setInt(2, round);
                insert.setInt(3, round);
                insert.setInt(4, round);
                insert.executeUpdate();
            }
        }
        sql(database, "analyze jira.delivery");
    }

    /** The connector's issues as the demo site has them; how many. */
    private static int issues(Connection database, String demo, String connector) throws SQLException, IOException, InterruptedException {
        sql(database, "create temp table backlog_issue (jira_id bigint, issue jsonb)");
        HttpClient http = HttpClient.newHttpClient();
        ObjectMapper json = new ObjectMapper();
        long from = 0;
        while (true) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(demo + "/demo/truth/issues?limit=500&from=" + from)).build();
            JsonNode page = json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body()).path("issues");
            if (page.isEmpty()) {
                break;
            }
            try (PreparedStatement insert = database.prepareStatement("insert into backlog_issue values (?, ?::jsonb)")) {
                for (JsonNode issue : page) {
                    from = issue.path("id").asLong();
                    insert.setLong(1, from);
                    insert.setString(2, issue.toString());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
        sql(database, "delete from backlog_issue where jira_id not in (select jira_id from jira.item where connector_id = '" + connector + "')");
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from backlog_issue")) {
            count.next();
            return count.getInt(1);
        }
    }
}
