package io.zenem.jirasim;

import java.time.Duration;

/** Runs a demo site until the process is killed: {@code --port=8090 --issues=100000 --latency=50 --host=127.0.0.1}. */
public final class DemoMain {
    private DemoMain() {}

    /** Starts the site that the arguments describe; latency is in milliseconds. */
    public static void main(String[] args) throws InterruptedException {
        DemoOptions options = DemoOptions.defaults().withPort(8090);
        for (String arg : args) {
            options = with(options, arg);
        }
        long began = System.nanoTime();
        DemoServer server = DemoServer.start(options);
        System.out.printf(
                "Demo Jira site at %s with %d issues after %d ms; help at %s/demo; account %s, token %s%n",
                server.baseUrl(),
                options.issues(),
                Duration.ofNanos(System.nanoTime() - began).toMillis(),
                server.baseUrl(),
                options.email(),
                options.apiToken());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "demo-stop"));
        Thread.currentThread().join();
    }

    private static DemoOptions with(DemoOptions options, String arg) {
        int equals = arg.indexOf('=');
        String value = arg.substring(equals + 1);
        return switch (arg.substring(0, Math.max(0, equals))) {
            case "--host" -> options.withHost(value);
            case "--port" -> options.withPort(Integer.parseInt(value));
            case "--issues" -> options.withIssues(Integer.parseInt(value));
            case "--seed" -> options.withSeed(Long.parseLong(value));
            case "--zone" -> options.withTimeZone(value);
            case "--email" -> options.withAccount(value, options.apiToken());
            case "--token" -> options.withAccount(options.email(), value);
            case "--deployment" -> value.equals("datacenter") ? options.withDataCenter() : options;
            case "--latency" -> options.withLatency(Duration.ofMillis(Long.parseLong(value)));
            default ->
                throw new IllegalArgumentException("Unknown argument " + arg
                        + "; known are --host --port --issues --seed --zone --email --token --latency --deployment");
        };
    }
}
