package io.zenem.jira.camel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.webhook.MalformedDelivery;
import io.zenem.jira.webhook.TopicDelivery;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

/**
 * Reads some messages of the inbox's topic; the body is their rows then. What is no delivery of ours is logged once and left where it is: in
 * the topic, at the offset that the log names.
 */
@ApplicationScoped
@Named("topicBatch")
class TopicBatch implements Processor {
    private static final Logger LOG = Logger.getLogger(TopicBatch.class);
    private static final String ENDS = "topicEnds";

    @Override
    public void process(Exchange exchange) {
        List<InboxTable.Row> rows = new ArrayList<>();
        Map<String, KafkaManualCommit> ends = new LinkedHashMap<>();
        for (Object record : exchange.getMessage().getBody(List.class)) {
            Message message = ((Exchange) record).getMessage();
            String partition =
                    message.getHeader(KafkaConstants.TOPIC) + "-" + message.getHeader(KafkaConstants.PARTITION);
            ends.put(partition, message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
            try {
                rows.add(row(message));
            } catch (MalformedDelivery foreign) {
                LOG.warnf(
                        "A message of %s at offset %s is no delivery of ours and is set aside: %s.",
                        partition, message.getHeader(KafkaConstants.OFFSET), foreign.getMessage());
            }
        }
        exchange.setProperty(ENDS, ends.values());
        exchange.getMessage().setBody(rows);
    }

    /** Where the messages end in each of their partitions. */
    static Collection<?> ends(Exchange exchange) {
        return exchange.getProperty(ENDS, Collection.class);
    }

    private static InboxTable.Row row(Message message) {
        Headers headers = message.getHeader(KafkaConstants.HEADERS, Headers.class);
        TopicDelivery delivery = TopicDelivery.read(
                value(headers, TopicDelivery.CONNECTOR),
                value(headers, TopicDelivery.IDENTIFIER),
                value(headers, TopicDelivery.TRACEPARENT),
                message.getBody() instanceof byte[] body ? body : null);
        return new InboxTable.Row(
                delivery.connectorId(),
                delivery.identifier(),
                delivery.body(),
                delivery.traceparent(),
                Optional.ofNullable(message.getHeader(KafkaConstants.TIMESTAMP, Long.class))
                        .filter(millis -> millis > 0)
                        .map(Instant::ofEpochMilli));
    }

    private static byte[] value(Headers headers, String name) {
        Header last = headers == null ? null : headers.lastHeader(name);
        return last == null ? null : last.value();
    }
}
