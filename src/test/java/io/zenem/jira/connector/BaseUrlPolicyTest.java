package io.zenem.jira.connector;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Base URLs as somebody writes them who wants to get into the network that the service runs in. */
class BaseUrlPolicyTest {
    private static final BaseUrlPolicy PRODUCTION = BaseUrlPolicy.of(List.of("jira.internal"), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1",
                "https://127.1",
                "https://2130706433",
                "https://0x7f000001",
                "https://0x7f.0.0.1",
                "https://017700000001",
                "https://0177.0.0.1",
                "https://127.0.0.01",
                "https://127.0.0.1.",
                "https://localhost",
                "https://localhost.",
                "https://LOCALHOST",
                "https://0",
                "https://0.0.0.0",
                "https://169.254.169.254",
                "https://[::1]",
                "https://[::]",
                "https://[::ffff:127.0.0.1]",
                "https://[::ffff:a9fe:a9fe]",
                "https://[64:ff9b::7f00:1]",
                "https://[2002:7f00:1::]",
                "https://[fd00:ec2::254]",
                "https://[fe80::1%25lo]",
                "https://[fe80::1%25eth0]",
                "https://127\u30020\u30020\u30021",
                "https://\uff11\uff12\uff17.0.0.1",
                "https://\u24d5example.com",
                "https://jira.example@127.0.0.1",
                "https://jira.internal:x@127.0.0.1",
                "https://127.0.0.1#.atlassian.net",
                "https://127.0.0.1?.atlassian.net",
                "https://127.0.0.1\\.atlassian.net",
                "https://jira.example\r\nX: y",
                "https://jira.example%0d%0aX:%20y",
                "https:///jira.example",
                "https:jira.example",
                "//jira.example",
                "https://jira.example:0",
                "https://jira.example:70000",
                "http://jira.example",
                "gopher://jira.internal",
                "file:///etc/passwd",
                "jar:https://jira.example!/",
                ""
            })
    void isRefused(String baseUrl) {
        assertThat(PRODUCTION.violationNow(baseUrl)).as(baseUrl).isPresent();
    }

    @Test
    void anAllowedHostMayBePlainHttpAndNothingElseMay() {
        assertThat(PRODUCTION.violationNow("http://jira.internal:8080/jira")).isEmpty();
        assertThat(PRODUCTION.violationNow("http://jira.internal.evil.example")).isPresent();
    }
}
