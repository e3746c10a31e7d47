package io.zenem.jira.routes;

import java.util.Map;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** A component that lacks a class for one of its addresses, and whose consumers start as long as they are in the mood. */
@Singleton
@Named("moody")
public class MoodyComponent extends DefaultComponent {
    static volatile boolean inTheMood = true;

    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
        if (rest.equals("unlinked")) {
            throw new NoClassDefFoundError("org/example/Absent");
        }
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                if (!inTheMood) {
                    throw new IllegalStateException("not in the mood");
                }
                return new DefaultConsumer(this, processor);
            }
        };
    }
}
