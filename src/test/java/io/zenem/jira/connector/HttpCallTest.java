package io.zenem.jira.connector;

import java.time.Instant;

import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpCallTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".evil.example/x", "@evil.example/x", ":1/x", "rest/api/3/myself"})
    void noPathGoesOnWithTheNameOfTheHost(String path) {
        assertThatThrownBy(() -> JiraRequest.get(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.example/rest/api/3/search/jql?jql=project%20in%20(ABC), acme.example, /rest/api/3/search/jql",
        "https://acme.example:8443/jira/rest/agile/1.0/board/12/sprint#x, acme.example, /jira/rest/agile/1.0/board/{}/sprint",
        "https://[::1]:8443/rest/api/2/project/ABC/versions, [::1], /rest/api/2/project/{}/versions",
        "https://api.atlassian.com/ex/jira/1a-2b/rest/api/3/issue/ABC-7, api.atlassian.com, /ex/jira/{}/rest/api/3/issue/{}",
        "https://acme.example, acme.example, ''",
        "https://ada:secret@acme.example/x, acme.example, /x",
        "no address, '', ''"
    })
    void whatATraceTellsOfACallNamesNobody(String url, String host, String template) {
        assertThat(call(url).host()).isEqualTo(host);
        assertThat(call(url).template()).isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{env:PATH}}",
                "{x",
                "${env:PATH}",
                "a b",
                "a\nb",
                "\u0000",
                "ü",
                "%",
                "%7",
                "%zz",
                "a#b",
                "a\"b",
                "a\\b",
                "<",
                "|",
                "^",
                "`"
            })
    void whatNoAddressMayHaveIsRefused(String part) {
        for (String url : new String[] {"https://x/rest/" + part, "https://x/rest?q=" + part, "https://x" + part}) {
            assertThatThrownBy(call(url)::checkedUrl)
                    .isInstanceOf(JiraRefused.class)
                    .hasMessageContaining("no valid address");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x/", "x", "https://", "https://u@x/", "https://x:123456/"})
    void whatIsNoAddressOfASiteIsRefused(String url) {
        assertThatThrownBy(call(url)::checkedUrl).isInstanceOf(JiraRefused.class);
    }

    @Property
    void whatIsEncodedPasses(@ForAll String text) {
        String url = "https://[::1]:8443/jira/rest/api/3/user/search?maxResults=2&query=" + JiraRequest.encode(text);
        assertThat(call(url).checkedUrl()).isEqualTo(url).doesNotContain("{");
    }

    @Test
    void aLongAddressCostsNoStack() {
        String url = "http://127.0.0.1/" + "a%20".repeat(20_000);
        assertThat(call(url).checkedUrl()).isEqualTo(url);
    }

    private static HttpCall call(String url) {
        return new HttpCall("GET", url, "", new byte[0], Instant.EPOCH);
    }
}
