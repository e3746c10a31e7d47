package io.zenem.jira.camel;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;

/**
 * A statement's text says which parameters it has. Camel asks the database how many there are each time before it runs one, which is a
 * round trip and a transaction as large as the statement's own; with a number that somebody has set it does not.
 */
final class StatementParameters extends DefaultSqlPrepareStatementStrategy implements EndpointStrategy {
    /** The statements of {@code sql/}, whose parameters all have names; those of routes of one's own may have others. */
    private static final String FILES = "classpath:";
    /** Any number does: here they are counted when they are set. */
    private static final int SET = 1;

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof SqlEndpoint sql && sql.getQuery().startsWith(FILES)) {
            sql.setParametersCount(SET);
            sql.setPrepareStatementStrategy(this);
        }
        return endpoint;
    }

    @Override
    public Iterator<?> createPopulateIterator(String query, String prepared, int count, Exchange exchange, Object body)
            throws SQLException {
        return hasNamedParameters(query)
                ? super.createPopulateIterator(query, prepared, count, exchange, body)
                : Collections.emptyIterator();
    }

    @Override
    public void populateStatement(PreparedStatement statement, Iterator<?> values, int count) throws SQLException {
        List<Object> arguments = new ArrayList<>();
        values.forEachRemaining(arguments::add);
        new ArgumentPreparedStatementSetter(arguments.toArray()).setValues(statement);
    }
}
