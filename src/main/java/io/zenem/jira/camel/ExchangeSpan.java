package io.zenem.jira.camel;

import java.util.Map;
import java.util.Optional;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.apache.camel.Exchange;

/**
 * The span that an exchange is in. It belongs to the exchange and to no thread, because an exchange changes threads and one thread's
 * exchanges have nothing to do with each other; copies, as of a split, have it too.
 *
 * <p>What comes of a delivery carries its trace on with its rows: the variable {@code traceparent} (W3C's) is what statements write. What
 * comes of a job does not: a first backfill would make one trace of a million messages.
 *
 * @param outer the span around it, empty where it began on this exchange
 * @param carried whether rows carry it on
 */
record ExchangeSpan(Span span, Optional<ExchangeSpan> outer, boolean carried) {
    /** The variable, and the column, that has the context of a span as text. */
    static final String TRACEPARENT = "traceparent";

    private static final String PROPERTY = "zenem.span";

    static Optional<ExchangeSpan> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, ExchangeSpan.class));
    }

    /** The context that a row brought; with a text that is none the span begins a trace. */
    static Context context(String traceparent) {
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), Map.of(TRACEPARENT, traceparent), MapValues.READER);
    }

    /** For spans inside it. */
    Context context() {
        return Context.root().with(span);
    }

    String traceId() {
        return span.getSpanContext().getTraceId();
    }

    void enter(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        leaveTraceparent(exchange);
    }

    void leave(Exchange exchange) {
        span.end();
        outer.ifPresentOrElse(around -> around.enter(exchange), () -> {
            exchange.removeProperty(PROPERTY);
            exchange.removeVariable(TRACEPARENT);
        });
    }

    private void leaveTraceparent(Exchange exchange) {
        if (carried && span.getSpanContext().isValid()) {
            W3CTraceContextPropagator.getInstance().inject(context(), exchange, (into, name, value) -> {
                if (name.equals(TRACEPARENT)) {
                    into.setVariable(TRACEPARENT, value);
                }
            });
        }
    }

    private enum MapValues implements TextMapGetter<Map<String, String>> {
        READER;

        @Override
        public Iterable<String> keys(Map<String, String> values) {
            return values.keySet();
        }

        @Override
        public String get(Map<String, String> values, String name) {
            return values.get(name);
        }
    }
}
