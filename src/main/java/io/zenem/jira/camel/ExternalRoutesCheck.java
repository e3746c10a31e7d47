package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Names the files of routes that are refused. The service is up all the same: what ran before runs on. */
@Readiness
@ApplicationScoped
class ExternalRoutesCheck implements HealthCheck {
    private final ExternalRoutes routes;

    ExternalRoutesCheck(ExternalRoutes routes) {
        this.routes = routes;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("External routes").up();
        routes.refused().forEach(answer::withData);
        return answer.build();
    }
}
