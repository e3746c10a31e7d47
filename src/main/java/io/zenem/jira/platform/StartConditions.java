package io.zenem.jira.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.zenem.jira.crypto.Secrets;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Production starts with its keys and addresses or not at all, and nobody starts where another process has the port. The check stands
 * here, where configuration is read, because nothing has been started yet that would have to be stopped. It gives no configuration.
 */
public final class StartConditions implements ConfigSourceFactory {
    /** Once per JVM: dev mode reads configuration again when it restarts, and has the port itself by then. */
    private static final String CHECKED = "connector.start-conditions-checked";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Settings settings = new Settings(context);
        if (RunningApplication.isThis() && !settings.test() && System.getProperty(CHECKED) == null) {
            System.setProperty(CHECKED, "true");
            if (settings.production()) {
                EndWhileStarting.obey();
                missing(settings).ifPresent(NotStarted::because);
            }
            takenPort(settings).ifPresent(NotStarted::because);
        }
        return List.of();
    }

    private static Optional<String> missing(Settings settings) {
        return Stream.of(encryptionKey(settings), tokens(settings), publicUrl(settings))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> encryptionKey(Settings settings) {
        Optional<String> keys = settings.value("connector.encryption-key");
        if (keys.isEmpty()) {
            return Optional.of(
                    "connector.encryption-key is not set; make one with: openssl rand -base64 32, and give it as"
                            + " the environment variable CONNECTOR_ENCRYPTION_KEY.");
        }
        try {
            Secrets.withKeys(Arrays.asList(keys.get().split(",", -1)));
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of(malformed.getMessage());
        }
    }

    private static Optional<String> tokens(Settings settings) {
        Optional<String> text = settings.value("mp.jwt.verify.publickey");
        Optional<String> location = settings.value("mp.jwt.verify.publickey.location");
        if (text.isEmpty() && location.isEmpty()) {
            return Optional.of("mp.jwt.verify.publickey.location is not set; make a key pair with: openssl genrsa -out"
                    + " private.pem 2048 && openssl rsa -in private.pem -pubout -out public.pem, and name public.pem (or a"
                    + " JWKS URL) there.");
        }
        Optional<String> problem = text.isPresent() ? JwtKey.problem(text.get()) : JwtKey.problemAt(location.get());
        if (problem.isPresent()) {
            return problem;
        }
        if (settings.value("mp.jwt.verify.issuer").isEmpty()) {
            return Optional.of("mp.jwt.verify.issuer is not set; name the issuer (iss) of your admin tokens there.");
        }
        if (settings.value("mp.jwt.verify.audiences").isEmpty()) {
            return Optional.of(
                    "mp.jwt.verify.audiences is not set; name the audience (aud) of your admin tokens there, or a"
                            + " token that the issuer made for another service would be good here too.");
        }
        return Optional.empty();
    }

    private static Optional<String> publicUrl(Settings settings) {
        Optional<String> url = settings.value("connector.public-url");
        if (url.isEmpty()) {
            return Optional.of(
                    "connector.public-url is not set; give the address under which Jira reaches this service, such as"
                            + " https://connector.example.com, as the environment variable CONNECTOR_PUBLIC_URL.");
        }
        return urlProblem(url.get());
    }

    /** What is wrong with the address at which Jira is told to deliver: paths are put behind it. */
    static Optional<String> urlProblem(String url) {
        String wrong = "connector.public-url is no URL: ";
        try {
            URI uri = URI.create(url);
            boolean web = uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
            if (web && uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null) {
                return Optional.empty();
            }
            wrong = web ? "connector.public-url has more than a host and a path: " : wrong;
        } catch (IllegalArgumentException malformed) {
            // the sentence says so
        }
        return Optional.of(wrong + url + "; write it as https://connector.example.com.");
    }

    private static Optional<String> takenPort(Settings settings) {
        boolean demo =
                settings.value("connector.demo.enabled").filter("true"::equals).isPresent();
        return Stream.of("quarkus.http.port", "connector.demo.port")
                .filter(name -> demo || !name.equals("connector.demo.port"))
                .filter(name ->
                        settings.value(name).filter(StartConditions::taken).isPresent())
                .map(name -> "port " + settings.value(name).orElseThrow() + " (" + name
                        + ") is taken by another process; end it, or set " + name + " to another port.")
                .findFirst();
    }

    private static boolean taken(String port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Integer.parseInt(port)));
            return false;
        } catch (IOException e) {
            return true;
        } catch (IllegalArgumentException malformed) {
            return false; // Quarkus says so
        }
    }
}
