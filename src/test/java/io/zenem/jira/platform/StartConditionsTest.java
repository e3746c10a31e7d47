package io.zenem.jira.platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StartConditionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://connector.example.com?tenant=1",
                "https://connector.example.com/#jira",
                "https://user@connector.example.com",
                "connector.example.com",
                "ftp://connector.example.com"
            })
    void anAddressBehindWhichNoPathCanBePutIsRefused(String url) {
        assertThat(StartConditions.urlProblem(url).orElse("")).contains("connector.public-url", url);
    }

    @Test
    void aHostWithAPathIsGood() {
        assertThat(StartConditions.urlProblem("https://example.com:8443/connector"))
                .isEmpty();
    }
}
