package io.zenem.jira.camel;

import java.time.Duration;
import java.util.Properties;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.webhook.TopicReading;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the client that reads the inbox's topic: one that outlasts a refusal. Where a password is refused, Camel ends the consumer for good;
 * where an ACL is missing, it makes a new one at once, again and again. This client tells of the refusal, waits and asks again.
 */
@ApplicationScoped
@Named("topicClient")
class TopicClient extends DefaultKafkaClientFactory {
    private final TopicReading reading;
    private final long retryMillis;

    TopicClient(TopicReading reading, @ConfigProperty(name = "connector.inbox.kafka.retry-ms") long retryMillis) {
        this.reading = reading;
        this.retryMillis = retryMillis;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Consumer getConsumer(Properties settings) {
        return new PatientConsumer(settings);
    }

    private final class PatientConsumer extends KafkaConsumer<byte[], byte[]> {
        PatientConsumer(Properties settings) {
            super(settings);
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            try {
                ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
                reading.allowed();
                return records;
            } catch (AuthorizationException | AuthenticationException refused) {
                reading.refused(refused);
                pause();
                return ConsumerRecords.empty();
            }
        }

        private void pause() {
            try {
                Thread.sleep(retryMillis);
            } catch (InterruptedException stopped) {
                throw new InterruptException(stopped);
            }
        }
    }
}
