package io.zenem.jirasim;

import java.time.Duration;

/**
 * How a demo site starts.
 *
 * @param host the address to listen on; the control API has no authentication, so keep it loopback
 * @param port the port, 0 for any free one
 * @param issues how many issues to generate
 * @param seed the same seed and number of issues give the same site on the same day
 * @param email the account's address, the user part of the Basic credentials
 * @param apiToken the account's API token, the password part
 * @param timeZone the IANA zone of the account's profile; Jira reads JQL dates in it and writes issue dates in it
 * @param latency the time that every answer waits
 * @param dataCenter whether it is Data Center instead of Cloud; the API token is a personal access token then
 */
public record DemoOptions(
        String host,
        int port,
        int issues,
        long seed,
        String email,
        String apiToken,
        String timeZone,
        Duration latency,
        boolean dataCenter) {

    /** A small site on a free loopback port; its account lives in Asia/Kolkata, since a site in UTC hides zone errors. */
    public static DemoOptions defaults() {
        return new DemoOptions(
                "127.0.0.1", 0, 200, 42, "admin@demo.example", "demo-token", "Asia/Kolkata", Duration.ZERO, false);
    }

    /** The same with another address to listen on. */
    public DemoOptions withHost(String other) {
        return new DemoOptions(other, port, issues, seed, email, apiToken, timeZone, latency, dataCenter);
    }

    /** The same with another port, 0 for any free one. */
    public DemoOptions withPort(int other) {
        return new DemoOptions(host, other, issues, seed, email, apiToken, timeZone, latency, dataCenter);
    }

    /** The same with another number of issues. */
    public DemoOptions withIssues(int other) {
        return new DemoOptions(host, port, other, seed, email, apiToken, timeZone, latency, dataCenter);
    }

    /** The same with another seed. */
    public DemoOptions withSeed(long other) {
        return new DemoOptions(host, port, issues, other, email, apiToken, timeZone, latency, dataCenter);
    }

    /** The same with other credentials. */
    public DemoOptions withAccount(String otherEmail, String otherToken) {
        return new DemoOptions(host, port, issues, seed, otherEmail, otherToken, timeZone, latency, dataCenter);
    }

    /** The same with the account in another IANA zone. */
    public DemoOptions withTimeZone(String other) {
        return new DemoOptions(host, port, issues, seed, email, apiToken, other, latency, dataCenter);
    }

    /** The same with another waiting time before every answer. */
    public DemoOptions withLatency(Duration other) {
        return new DemoOptions(host, port, issues, seed, email, apiToken, timeZone, other, dataCenter);
    }

    /** The same as Data Center. */
    public DemoOptions withDataCenter() {
        return new DemoOptions(host, port, issues, seed, email, apiToken, timeZone, latency, true);
    }
}
