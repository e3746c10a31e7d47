package io.zenem.jira.camel;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * A span for each statement by which a delivery is applied, named by its file. Not for those of a job, whose trace would be many thousand
 * spans long: there the page is the smallest unit.
 */
final class StatementSpans extends EventNotifierSupport {
    private static final String SPAN = "zenem.statement";
    private static final String FILE = "sql://classpath:sql/";

    private final Tracer tracer;

    StatementSpans(Tracer tracer) {
        this.tracer = tracer;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSendingEvent sending) {
            String uri = sending.getEndpoint().getEndpointUri();
            if (uri.startsWith(FILE)) {
                begin(sending.getExchange(), uri.substring(FILE.length()).replaceFirst("\\?.*", ""));
            }
        } else if (event instanceof ExchangeSentEvent sent
                && sent.getEndpoint().getEndpointUri().startsWith(FILE)) {
            end(sent.getExchange());
        }
    }

    private void begin(Exchange exchange, String file) {
        ExchangeSpan.of(exchange)
                .filter(ExchangeSpan::carried)
                .ifPresent(around -> exchange.setProperty(
                        SPAN,
                        tracer.spanBuilder(file)
                                .setParent(around.context())
                                .setSpanKind(SpanKind.CLIENT)
                                .setAttribute("db.system.name", "postgresql")
                                .startSpan()));
    }

    private static void end(Exchange exchange) {
        if (exchange.removeProperty(SPAN) instanceof Span span) {
            if (exchange.getException() != null) {
                span.setStatus(StatusCode.ERROR)
                        .setAttribute(
                                "error.type", exchange.getException().getClass().getName());
            }
            span.end();
        }
    }
}
