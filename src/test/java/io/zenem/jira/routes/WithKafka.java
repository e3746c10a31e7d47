package io.zenem.jira.routes;

import java.security.Security;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;

/** The service with a broker for one purpose; a test that names such a profile has the broker in a field. */
abstract class WithKafka implements QuarkusTestProfile {
    private final String brokers;

    private WithKafka(String brokers) {
        this.brokers = brokers;
    }

    /** For changes out. */
    public static class Changes extends WithKafka {
        static final String TOPIC = "zenem.jira.changes";

        public Changes() {
            super("connector.changes.kafka.brokers");
        }
    }

    /** In front of the inbox. */
    public static class Inbox extends WithKafka {
        static final String TOPIC = "zenem.jira.deliveries";

        public Inbox() {
            super("connector.inbox.kafka.brokers");
        }
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Broker.class, Map.of("brokers", brokers)));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "connector.kafka.timeout-ms", "3000",
                "connector.kafka.request-timeout-ms", "1500",
                "connector.kafka.reconnect-ms", "500",
                "connector.inbox.kafka.receivers-ms", "200",
                // the ecosystem's own properties, as somebody would set them
                "camel.component.kafka.security-protocol", "SASL_PLAINTEXT",
                "camel.component.kafka.sasl-mechanism", "PLAIN",
                "camel.component.kafka.sasl-jaas-config", KafkaBroker.LOGIN + ";"));
        // what the broker says is not the service's log
        for (String logger : List.of("kafka", "org.apache.kafka", "org.apache.kafka.clients", "state.change.logger")) {
            settings.put("quarkus.log.category.\"" + logger + "\".level", "OFF");
        }
        return settings;
    }

    /** Starts the broker before the service and stops it after. */
    public static class Broker implements QuarkusTestResourceLifecycleManager {
        private KafkaBroker broker;
        private String brokers;

        @Override
        public void init(Map<String, String> args) {
            brokers = args.get("brokers");
        }

        @Override
        public Map<String, String> start() {
            broker = new KafkaBroker();
            broker.create(Changes.TOPIC);
            broker.create(Inbox.TOPIC);
            return Map.of(brokers, broker.address());
        }

        @Override
        public void inject(TestInjector test) {
            test.injectIntoFields(broker, new TestInjector.MatchesType(KafkaBroker.class));
        }

        /** Kafka's SASL provider is the JVM's: the next broker here brings classes of its own, which this one's does not know. */
        @Override
        public void stop() {
            broker.close();
            Arrays.stream(Security.getProviders())
                    .filter(provider -> provider.getClass().getName().startsWith("org.apache.kafka."))
                    .forEach(provider -> Security.removeProvider(provider.getName()));
        }
    }
}
