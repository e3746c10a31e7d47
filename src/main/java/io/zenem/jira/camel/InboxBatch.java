package io.zenem.jira.camel;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the rows in the body durable, as many with one commit as a statement should hold, before the exchange goes on. */
@ApplicationScoped
@Named("inboxBatch")
class InboxBatch implements Processor {
    private final InboxTable inbox;

    @Inject
    InboxBatch(@io.quarkus.agroal.DataSource("deliveries") DataSource database) {
        this.inbox = new InboxTable(database);
    }

    @Override
    public void process(Exchange exchange) throws SQLException {
        List<InboxTable.Row> group = new ArrayList<>();
        long bytes = 0;
        for (Object row : exchange.getMessage().getBody(List.class)) {
            InboxTable.Row next = (InboxTable.Row) row;
            if (bytes + next.body().length > InboxTable.STATEMENT_BYTES && !group.isEmpty()) {
                inbox.insert(group);
                group.clear();
                bytes = 0;
            }
            group.add(next);
            bytes += next.body().length;
        }
        if (!group.isEmpty()) {
            inbox.insert(group);
        }
    }
}
