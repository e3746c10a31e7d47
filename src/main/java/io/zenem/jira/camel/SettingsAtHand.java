package io.zenem.jira.camel;

import java.util.Properties;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.camel.spi.CamelEvent.CamelContextInitializedEvent;
import org.eclipse.microprofile.config.Config;

/**
 * Keeps the connector's settings where Camel looks first. It would read the whole configuration for each of them, and a statement
 * that takes a setting asks at each run: 1.2 ms instead of 1 µs, at every call of Jira and every batch of deliveries. They do not
 * change while the service runs.
 */
@ApplicationScoped
class SettingsAtHand {
    private static final String OWN = "connector.";

    void keep(@Observes CamelContextInitializedEvent event, Config config) {
        Properties settings = new Properties();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(OWN)) {
                config.getOptionalValue(name, String.class).ifPresent(value -> settings.put(name, value));
            }
        }
        event.getContext().getPropertiesComponent().setOverrideProperties(settings);
    }
}
