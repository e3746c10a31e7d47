package io.zenem.jira.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.zenem.jira.api.DeliveryGate;
import io.zenem.jira.connector.ConnectorId;
import io.zenem.jira.webhook.Receivers.Reception;

/** Tells the door which deliveries are surely not Jira's, and counts for the admin and the operator what is answered, whoever answers. */
@ApplicationScoped
class ReceiverGate implements DeliveryGate {
    /** The route looks again. */
    private static final Duration OPEN = Duration.ofSeconds(10);
    /** A refusal is final to Jira and has to be fresh. */
    private static final Duration SHUT = Duration.ofSeconds(1);
    /** Names that somebody makes up must not fill the memory. */
    private static final int MOST = 1_000;

    private final Receivers receivers;
    private final ReceiverMemory memory;
    private final RejectionCounter rejections;
    private final Clock clock;
    private final MeterProvider<Counter> answers;
    private final Map<String, Seen> known = new ConcurrentHashMap<>();

    ReceiverGate(
            Receivers receivers,
            ReceiverMemory memory,
            RejectionCounter rejections,
            Clock clock,
            MeterRegistry registry) {
        this.receivers = receivers;
        this.memory = memory;
        this.rejections = rejections;
        this.clock = clock;
        this.answers = Counter.builder("zenem.jira.deliveries")
                .description("Deliveries by the HTTP status of their answer; those to no known connector have none")
                .withRegistry(registry);
    }

    /** How a connector was found, so that a flood of deliveries does not cost a look into the database each. */
    private record Seen(Reception reception, Instant until) {}

    @Override
    public void mustBePossible(UnaryOperator<String> headers) {
        boolean possible = HmacSignature.possible(headers.apply("X-Jira-Signature"))
                || HmacSignature.possible(headers.apply("X-Hub-Signature"))
                || JwtSignature.possible(headers.apply("Authorization"));
        if (!possible) {
            throw Receiver.unsigned();
        }
    }

    @Override
    public boolean remembers(String connectorId) {
        return reception(connectorId).isPresent();
    }

    @Override
    public void look(String connectorId) {
        Reception found = receivers.reception(connectorId);
        Instant now = clock.instant();
        if (known.size() >= MOST) {
            known.values().removeIf(seen -> !now.isBefore(seen.until()));
        }
        if (found == Reception.UNKNOWN && known.size() >= MOST) {
            known.remove(connectorId);
        } else {
            known.put(connectorId, new Seen(found, now.plus(found == Reception.OPEN ? OPEN : SHUT)));
        }
        Receiver.mustBeOpen(found);
    }

    @Override
    public void mustBeOpen(String connectorId) {
        // the route looks up what was forgotten meanwhile
        Receiver.mustBeOpen(reception(connectorId).orElse(Reception.OPEN));
    }

    /** What cannot be a connector's name costs no look. */
    private Optional<Reception> reception(String connectorId) {
        if (memory.isOpen(connectorId)) {
            return Optional.of(Reception.OPEN);
        }
        return ConnectorId.valid(connectorId)
                ? Optional.ofNullable(known.get(connectorId))
                        .filter(seen -> clock.instant().isBefore(seen.until()))
                        .map(Seen::reception)
                : Optional.of(Reception.UNKNOWN);
    }

    @Override
    public void answered(String connectorId, int status) {
        rejections.count(connectorId, status, clock.instant());
        // a label for each name that a stranger makes up would fill the memory
        boolean known =
                reception(connectorId).filter(seen -> seen != Reception.UNKNOWN).isPresent();
        answers.withTags("connector", known ? connectorId : "-", "status", String.valueOf(status))
                .increment();
    }
}
