package io.zenem.jira.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.build.Jwt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** In dev only: tokens that are ready to use, kept in the data folder for the README's curl lines; the admin's is printed too. */
@IfBuildProfile("dev")
@ApplicationScoped
class DevWelcome {
    private static final Logger LOG = Logger.getLogger(DevWelcome.class);

    void welcome(
            @Observes StartupEvent start,
            @ConfigProperty(name = "connector.data-dir") Path dataFolder,
            @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "connector.demo.port") int demoPort) {
        Path file = dataFolder.resolve("dev-admin-token");
        String token = keep(file, issuer, "connector-admin");
        keep(dataFolder.resolve("dev-viewer-token"), issuer, "connector-viewer");
        String text =
                """
                The Zenem Jira connector is up.
                  API           http://localhost:%d/admin/connectors
                  Demo Jira     http://127.0.0.1:%d/demo   (admin@demo.example / demo-token)
                  Admin token   in %s, valid for 30 days:
                %s
                Next: the README's "First sync".
                """
                        .formatted(port, demoPort, file, token);
        // a record is one line, see OneLine
        text.lines().forEach(LOG::info);
    }

    private static String keep(Path file, String issuer, String role) {
        String token = Jwt.issuer(issuer)
                .upn("developer")
                .groups(Set.of(role))
                .expiresIn(Duration.ofDays(30))
                .sign();
        try {
            PrivateFile.write(file, token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return token;
    }
}
