package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets the steps after a handled failure run. Camel marks an exchange whose failure a policy of an inner route has handled, and runs one more
 * step only, even in a doFinally; here the mark is taken off.
 */
@ApplicationScoped
@Named("afterFailure")
class AfterFailure implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.getExchangeExtension().setErrorHandlerHandled(null);
        exchange.setRouteStop(false);
    }
}
