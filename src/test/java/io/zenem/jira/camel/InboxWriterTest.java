package io.zenem.jira.camel;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.webhook.DeliveryRequest;
import io.zenem.jira.webhook.InboxUnavailable;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class InboxWriterTest {
    @Inject
    InboxWriter writer;

    @Inject
    DataSource database;

    @Inject
    CamelContext camel;

    @BeforeEach
    void oneConnectorWithAnEmptyInbox() throws SQLException {
        execute("delete from jira.connector where id like 'inbox%'");
        execute("insert into jira.connector (id, name, base_url, auth_type, auth_public)"
                + " values ('inbox', 'Inbox', 'https://acme.example', 'basic', '{}')");
    }

    @Test
    void keepsARepeatedDeliveryOnceAndCountsIt() throws SQLException {
        Stream<Exchange> sent = IntStream.range(0, 60)
                .mapToObj(i -> delivery("inbox", i % 3 == 0 ? "same" : "other-" + i, "{\"n\":" + i + "}"));
        assertThat(processed(writer, sent)).allMatch(exchange -> exchange.getException() == null);
        assertThat(rows()).hasSize(41).contains("same 19").contains("other-1 0").contains("other-59 0");
    }

    @Test
    void countsRepetitionsThatTwoWritersMeetInAnyOrder() throws SQLException, InterruptedException {
        InboxWriter smallGroups = new InboxWriter(database, 1_000, 5);
        smallGroups.start();
        processed(smallGroups, IntStream.range(0, 400).mapToObj(i -> delivery("inbox", "id-" + i * 7 % 11 % 4, "{}")));
        smallGroups.stop();
        assertThat(rows())
                .hasSize(4)
                .extracting(row -> 1 + Integer.parseInt(row.split(" ", -1)[1]))
                .satisfies(counts -> assertThat(
                                counts.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(400));
    }

    @Test
    void keepsTheRawBytes() throws SQLException {
        byte[] body = {0, '{', (byte) 0xFF, '}', '\'', '\\'};
        processed(writer, Stream.of(delivery("inbox", "raw", body)));
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select body from jira.delivery where identifier = 'raw'");
                ResultSet row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBytes(1)).isEqualTo(body);
        }
    }

    @Test
    void keepsADeliveryWhoseIdentifierHoldsANul() throws SQLException {
        processed(writer, Stream.of(delivery("inbox", "a\0b", "{}")));
        assertThat(rows()).containsExactly("ab 0");
    }

    @Test
    void keepsTheOthersWhenAConnectorIsGone() throws SQLException {
        Stream<Exchange> sent =
                IntStream.range(0, 20).mapToObj(i -> delivery(i % 2 == 0 ? "inbox" : "inbox-gone", "id-" + i, "{}"));
        assertThat(processed(writer, sent)).allMatch(exchange -> exchange.getException() == null);
        assertThat(rows()).hasSize(10);
    }

    @Test
    void refusesAGroupThatCannotBeWrittenAndGoesOn() throws SQLException {
        Exchange broken = delivery("inbox\0", "broken", "{}");
        processed(writer, Stream.of(broken));
        assertThat(broken.getException())
                .isInstanceOf(InboxUnavailable.class)
                .hasMessage("The inbox could not be written; send it again later.")
                .hasNoCause();
        processed(writer, Stream.of(delivery("inbox", "next", "{}")));
        assertThat(rows()).containsExactly("next 0");
    }

    @Test
    void refusesWhileTheDatabaseIsAway() throws InterruptedException {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        InboxWriter lonely = new InboxWriter(nowhere, 10, 5);
        lonely.start();
        assertThat(processed(lonely, IntStream.range(0, 8).mapToObj(i -> delivery("inbox", "id-" + i, "{}"))))
                .allMatch(exchange -> exchange.getException() instanceof InboxUnavailable);
        lonely.stop();
    }

    @Test
    void refusesWhatHasNoRoomAndWritesTheRestBeforeItEnds() throws InterruptedException, SQLException {
        InboxWriter small = new InboxWriter(database, 2, 5);
        List<CompletableFuture<Exchange>> sent = IntStream.range(0, 3)
                .mapToObj(i -> small.processAsync(delivery("inbox", "id-" + i, "{}")))
                .toList();
        assertThat(sent.get(2).join().getException()).isInstanceOf(InboxUnavailable.class);
        small.start();
        small.stop();
        assertThat(sent.subList(0, 2))
                .allMatch(done -> done.isDone() && done.join().getException() == null);
        assertThat(rows()).containsExactly("id-0 0", "id-1 0");
        assertThat(small.processAsync(delivery("inbox", "late", "{}")).join().getException())
                .isInstanceOf(InboxUnavailable.class);
    }

    private Exchange delivery(String connector, String identifier, String body) {
        return delivery(connector, identifier, body.getBytes(StandardCharsets.UTF_8));
    }

    private Exchange delivery(String connector, String identifier, byte[] body) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable("delivery", new DeliveryRequest(connector, "", "", identifier, body));
        return exchange;
    }

    private static List<Exchange> processed(InboxWriter writer, Stream<Exchange> exchanges) {
        List<CompletableFuture<Exchange>> sent =
                exchanges.parallel().map(writer::processAsync).toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private List<String> rows() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select coalesce(string_agg(identifier || ' ' || duplicates, ','"
                                + " order by identifier), '') from jira.delivery where connector_id = 'inbox'");
                ResultSet row = select.executeQuery()) {
            row.next();
            return List.of(row.getString(1).split(",", -1));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }
}
