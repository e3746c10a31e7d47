package io.zenem.jira.camel;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.zenem.jira.connector.ConnectorId;
import io.zenem.jira.connector.HttpCall;
import io.zenem.jira.jira.HttpAnswer;
import io.zenem.jira.job.JobRun;
import io.zenem.jira.job.JobStopped;
import io.zenem.jira.webhook.ClaimedDelivery;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Makes a span of each way through a route that names it as its {@code routePolicy}. An attribute is a number, a name of ours or a class:
 * neither an address' query nor a body nor a message of a failure, any of which may quote an issue or a secret.
 */
final class RouteSpan extends RoutePolicySupport {
    private final Tracer tracer;
    private final SpanKind kind;

    RouteSpan(Tracer tracer, SpanKind kind) {
        this.tracer = tracer;
        this.kind = kind;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Optional<ExchangeSpan> outer = ExchangeSpan.of(exchange);
        boolean carried = outer.map(ExchangeSpan::carried).orElse(kind != SpanKind.INTERNAL);
        new ExchangeSpan(begin(route.getRouteId(), exchange, outer), outer, carried).enter(exchange);
    }

    private Span begin(String name, Exchange exchange, Optional<ExchangeSpan> outer) {
        SpanBuilder span = tracer.spanBuilder(name).setSpanKind(kind).setNoParent();
        if (outer.isPresent()) {
            return span.setParent(outer.get().context()).startSpan();
        }
        return switch (kind) {
            case CONSUMER -> batch(span, exchange);
            case PRODUCER -> message(span, exchange);
            default -> span.startSpan();
        };
    }

    /** Deliveries of one trace go on with it. What was received in several is worked on at once: a trace with a link to each. */
    private static Span batch(SpanBuilder span, Exchange exchange) {
        List<?> claimed = exchange.getVariable("claimed", List.of(), List.class);
        List<String> received =
                claimed.stream().flatMap(RouteSpan::received).distinct().toList();
        span.setAttribute("messaging.batch.message_count", claimed.size());
        if (received.size() == 1) {
            span.setParent(ExchangeSpan.context(received.get(0)));
        } else {
            received.forEach(one ->
                    span.addLink(Span.fromContext(ExchangeSpan.context(one)).getSpanContext()));
        }
        return span.startSpan();
    }

    private static Stream<String> received(Object one) {
        return one instanceof ClaimedDelivery delivery ? delivery.traceparent().stream() : Stream.empty();
    }

    /** Goes on with the trace that wrote the change; one that came of a job has no span of its own. */
    private static Span message(SpanBuilder span, Exchange exchange) {
        return traceparent(exchange.getMessage().getBody())
                .findFirst()
                .map(written -> span.setParent(ExchangeSpan.context(written)).startSpan())
                .orElse(Span.getInvalid());
    }

    private static Stream<String> traceparent(Object row) {
        return row instanceof Map<?, ?> columns
                ? Stream.of(columns.get(ExchangeSpan.TRACEPARENT))
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                : Stream.empty();
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        ExchangeSpan.of(exchange).ifPresent(entered -> {
            try {
                describe(entered.span(), exchange);
            } finally {
                entered.leave(exchange);
            }
        });
    }

    private void describe(Span span, Exchange exchange) {
        text(exchange, "connectorId")
                .filter(ConnectorId::valid)
                .ifPresent(id -> span.setAttribute("zenem.connector", id));
        Optional.ofNullable(exchange.getVariable("job", JobRun.class))
                .ifPresent(job -> span.setAttribute("zenem.job", job.id()).setAttribute("zenem.stage", job.stage()));
        switch (kind) {
            case SERVER ->
                text(exchange, "status")
                        .ifPresent(status -> span.setAttribute("http.response.status_code", Long.parseLong(status)));
            case CLIENT -> call(span, exchange);
            case PRODUCER -> text(exchange, "changeId").ifPresent(id -> span.setAttribute("messaging.message.id", id));
            default -> {
                // what is above says it
            }
        }
        failure(exchange).ifPresent(failure -> failed(span, failure.getClass().getName()));
    }

    private static void call(Span span, Exchange exchange) {
        HttpCall call = exchange.getVariable("call", HttpCall.class);
        span.updateName(call.method() + " " + call.template());
        span.setAttribute("http.request.method", call.method());
        span.setAttribute("url.template", call.template());
        span.setAttribute("server.address", call.host());
        int status = exchange.getException() == null
                ? exchange.getVariable("answer", HttpAnswer.class).status()
                : 0;
        if (status > 0) {
            span.setAttribute("http.response.status_code", status);
        }
        if (status == 0 || status >= 400) {
            failed(span, status == 0 ? "no_answer" : String.valueOf(status));
        }
    }

    /** What the route leaves to its caller, or what its policy has dealt with. A job that is given back has not failed. */
    private static Optional<Exception> failure(Exchange exchange) {
        Optional<Exception> left = Optional.ofNullable(exchange.getException());
        Optional<Exception> handled =
                Boolean.TRUE.equals(exchange.getExchangeExtension().getErrorHandlerHandled())
                        ? Optional.ofNullable(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                        : Optional.empty();
        return left.or(() -> handled).filter(failure -> !(failure instanceof JobStopped));
    }

    private static void failed(Span span, String type) {
        span.setStatus(StatusCode.ERROR).setAttribute("error.type", type);
    }

    private static Optional<String> text(Exchange exchange, String variable) {
        return Optional.ofNullable(exchange.getVariable(variable, String.class)).filter(text -> !text.isEmpty());
    }
}
