package io.zenem.jira.camel;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.TransactedPolicy;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * The statements of the steps inside are one transaction: all or none. A failure is left to the caller, as by the policy inner. It is
 * the transaction of the library by which Camel's statements get their connections, so that nothing else has to know of it; JTA would
 * coordinate several databases, log what fails by itself, and hide the failures that the caller's policy tells apart.
 */
@ApplicationScoped
@Named("oneTransaction")
class OneTransaction implements TransactedPolicy {
    private final PlatformTransactionManager transactions;

    OneTransaction(DataSource database) {
        this.transactions = new JdbcTransactionManager(database);
    }

    @Override
    public void beforeWrap(Route route, NamedNode step) {
        // nothing to be prepared
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        return exchange -> {
            TransactionStatus transaction = begin();
            try {
                steps.process(exchange);
            } catch (Throwable failure) {
                // whatever it is: nothing of half a page is committed
                exchange.setException(failure);
            }
            end(exchange, transaction);
        };
    }

    private TransactionStatus begin() {
        try {
            return transactions.getTransaction(new DefaultTransactionDefinition());
        } catch (CannotCreateTransactionException noConnection) {
            // as a statement alone would say it
            throw new DataAccessResourceFailureException("No connection for a transaction", noConnection);
        }
    }

    private void end(Exchange exchange, TransactionStatus transaction) {
        if (exchange.getException() == null) {
            transactions.commit(transaction);
            return;
        }
        try {
            transactions.rollback(transaction);
        } catch (RuntimeException connectionGone) {
            // the database has rolled it back itself; what happened first is told
            exchange.getException().addSuppressed(connectionGone);
        }
    }
}
