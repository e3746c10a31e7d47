package io.zenem.jirasim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts the demo site beside the service where {@code connector.demo.enabled} asks for it; in production nothing else does. */
@ApplicationScoped
class DemoStart {
    private static final Logger LOG = Logger.getLogger(DemoStart.class);

    @ConfigProperty(name = "connector.demo.enabled")
    boolean enabled;

    @ConfigProperty(name = "connector.demo.port")
    int port;

    @ConfigProperty(name = "connector.demo.issues")
    int issues;

    @ConfigProperty(name = "connector.demo.deployment")
    String deployment;

    private DemoServer server;

    void start(@Observes StartupEvent event) {
        if (enabled) {
            DemoOptions options = DemoOptions.defaults().withPort(port).withIssues(issues);
            server = DemoServer.start(deployment.equals("datacenter") ? options.withDataCenter() : options);
            LOG.infof(
                    "Demo Jira site with %d issues at %s (control: %s/demo)",
                    issues, server.baseUrl(), server.baseUrl());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }
}
