package io.zenem.jira.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** The packaged service as an operator runs it: a process of its own, which a test may kill, over a folder that outlives it. */
public final class RunningService implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Base64.Encoder URL_SAFE = Base64.getUrlEncoder().withoutPadding();
    private static final KeyPair KEYS = keys();
    private static final String ENCRYPTION_KEY =
            Base64.getEncoder().encodeToString("a key of exactly 32 bytes, see??".getBytes(StandardCharsets.UTF_8));

    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private final Process process;
    private final Path log;

    private RunningService(Path folder, Map<String, String> environment, int port) throws IOException {
        this.folder = folder;
        this.environment = environment;
        this.port = port;
        this.log = Files.createTempFile(Files.createDirectories(folder), "service-", ".log");
        this.process = builder().start();
    }

    /**
     * Starts it over a folder, without waiting until it is ready.
     *
     * @param environment more variables, such as another instance's database
     */
    public static RunningService start(Path folder, Map<String, String> environment) throws IOException {
        return new RunningService(folder, environment, freePort());
    }

    /** Another process in place of this one, which has ended: the same folder, variables and address. */
    public RunningService again() throws IOException {
        return new RunningService(folder, environment, port);
    }

    private ProcessBuilder builder() throws IOException {
        Path publicKey = folder.resolve("public.pem");
        Files.writeString(
                publicKey,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(KEYS.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        Path privateKey = folder.resolve("private.pem");
        Files.writeString(
                privateKey,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(KEYS.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        // processes that live for seconds: what is compiled well pays off too late
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT",
                        String.valueOf(port),
                        "CONNECTOR_DATA_DIR",
                        folder.toString(),
                        "CONNECTOR_PUBLIC_URL",
                        "http://127.0.0.1:" + port,
                        "CONNECTOR_ALLOWED_HOSTS",
                        "127.0.0.1",
                        "CONNECTOR_ENCRYPTION_KEY",
                        ENCRYPTION_KEY,
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        publicKey.toUri().toString(),
                        "MP_JWT_VERIFY_ISSUER",
                        "process-test",
                        // dead instances are noticed soon, so that tests are short
                        "CONNECTOR_LEASE_SECONDS",
                        "4",
                        "CONNECTOR_LEASE_HEARTBEAT_MS",
                        "1000",
                        "CONNECTOR_JOB_INDEX_LAG_SECONDS",
                        "0"));
        builder.environment()
                .putAll(Map.of(
                        "MP_JWT_VERIFY_AUDIENCES",
                        "process-test",
                        // unless the environment names another one
                        "CONNECTOR_EMBEDDED_DATABASE",
                        "true",
                        // for tests that switch on the demo's sign-in
                        "SMALLRYE_JWT_SIGN_KEY_LOCATION",
                        privateKey.toUri().toString()));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Waits until it takes requests. */
    public RunningService ready() {
        await("the service is ready, see " + log)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> process.isAlive() && isReady());
        return this;
    }

    /**
     * As {@link #ready}. A process that ended meanwhile, because its database was away when it began, is started again, as whoever
     * runs it would do.
     */
    public RunningService up() throws IOException {
        RunningService service = this;
        for (int starts = 0; starts < 5 && !service.outlivesItsStart(); starts++) {
            service = service.again();
        }
        return service.ready();
    }

    private boolean outlivesItsStart() {
        await("the service is ready or has ended, see " + log)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.isAlive() || isReady());
        return process.isAlive();
    }

    private boolean isReady() {
        try {
            // without a token: the service may take those of another issuer
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it has written so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The exit code of a process that ends by itself. */
    public int ended(Duration most) {
        return process.onExit()
                .orTimeout(most.toMillis(), TimeUnit.MILLISECONDS)
                .join()
                .exitValue();
    }

    /** As SIGTERM; the exit code. */
    public int terminated(Duration most) {
        process.destroy();
        return ended(most);
    }

    /** The answer to a GET, whatever it is. */
    public HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public JsonNode post(String path, String json) {
        return send(request(path).POST(BodyPublishers.ofString(json)));
    }

    public JsonNode put(String path, String json) {
        return send(request(path).PUT(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json");
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String token() {
        String content = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + encode(
                        "{\"iss\":\"process-test\",\"aud\":\"process-test\",\"upn\":\"test\",\"groups\":[\"connector-admin\"],\"iat\":"
                                + Instant.now().getEpochSecond() + ",\"exp\":"
                                + Instant.now().plusSeconds(600).getEpochSecond() + "}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(content.getBytes(StandardCharsets.UTF_8));
            return content + "." + URL_SAFE.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encode(String json) {
        return URL_SAFE.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** As SIGTERM, so that the embedded database stops too. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(40, TimeUnit.SECONDS).join();
    }
}
