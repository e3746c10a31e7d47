package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.webhook.TopicReading;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/**
 * Tells Kafka how far the topic has been read. Where that fails (the broker is away, the partition is another instance's by now), the
 * messages come once more, and the inbox knows them by their identifiers.
 */
@ApplicationScoped
@Named("topicCommit")
class TopicCommit implements Processor {
    private static final Logger LOG = Logger.getLogger(TopicCommit.class);

    private final TopicReading reading;

    TopicCommit(TopicReading reading) {
        this.reading = reading;
    }

    @Override
    public void process(Exchange exchange) {
        for (Object end : TopicBatch.ends(exchange)) {
            try {
                ((KafkaManualCommit) end).commit();
            } catch (AuthorizationException refused) {
                reading.refused(refused);
            } catch (KafkaException lost) {
                LOG.debugf("Some deliveries will come twice: %s", lost.getMessage());
            }
        }
    }
}
