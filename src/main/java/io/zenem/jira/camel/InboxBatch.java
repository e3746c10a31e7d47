package io.zenem.jira.camel;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the rows in the body durable, as many with one commit as a statement should hold, before the exchange goes on. */
@ApplicationScoped
@Named("inboxBatch")
class InboxBatch implements Processor {
    private final InboxTable inbox;

    InboxBatch(@io.quarkus.agroal.DataSource("deliveries") DataSource database) {
        this.inbox = new InboxTable(database);
    }

    @Override
    public void process(Exchange exchange) throws SQLException, InterruptedException {
        List<?> body = exchange.getMessage().getBody(List.class);
        InboxQueue<InboxTable.Row> rows = new InboxQueue<>(body.size(), Long.MAX_VALUE, row -> row.body().length);
        body.forEach(row -> rows.offer((InboxTable.Row) row));
        rows.close();
        List<InboxTable.Row> group = rows.take(Integer.MAX_VALUE, InboxTable.STATEMENT_BYTES);
        while (!group.isEmpty()) {
            inbox.insert(group);
            group = rows.take(Integer.MAX_VALUE, InboxTable.STATEMENT_BYTES);
        }
    }
}
