package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Fails the caller with a failure whose redeliveries are exhausted. Camel marks such an exchange as handled, so that no error
 * policy of a calling route would look at it any more; here the marks are taken off and the failure begins anew.
 */
@ApplicationScoped
@Named("failureReopened")
class FailureReopened implements Processor {
    @Override
    public void process(Exchange exchange) throws Exception {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.getExchangeExtension().setFailureHandled(false);
        exchange.getExchangeExtension().setRedeliveryExhausted(false);
        exchange.getExchangeExtension().setErrorHandlerHandled(null);
        throw failure;
    }
}
