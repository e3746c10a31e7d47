package io.zenem.jira.camel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.zenem.jira.connector.BaseUrlPolicy;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckedAddressesTest {
    @Test
    void aNameThatChangesItsAddressIsRefusedWhenItIsConnectedTo() throws UnknownHostException {
        CheckedAddresses addresses = checked(List.of(), "104.192.142.18", "10.0.0.1");
        assertThat(addresses.resolve("rebinding.example", 443)).hasSize(1);
        assertThatThrownBy(() -> addresses.resolve("rebinding.example", 443))
                .isExactlyInstanceOf(ForbiddenAddress.class)
                .hasMessageContaining("rebinding.example")
                .hasMessageNotContaining("10.0.0.1");
    }

    @Test
    void oneForbiddenAddressAmongOthersIsEnough() {
        CheckedAddresses addresses = checked(List.of(), "104.192.142.18,::1");
        assertThatThrownBy(() -> addresses.resolve("both.example")).isExactlyInstanceOf(ForbiddenAddress.class);
    }

    @Test
    void theOperatorsOwnHostsMayBeAnywhere() throws UnknownHostException {
        assertThat(checked(List.of("gateway.internal"), "10.0.0.1").resolve("gateway.internal", 443))
                .hasSize(1);
    }

    /** One lookup after another, each with its addresses. */
    private static CheckedAddresses checked(List<String> ours, String... lookups) {
        Queue<String> answers = new ArrayDeque<>(List.of(lookups));
        return new CheckedAddresses(BaseUrlPolicy.of(List.of(), false), ours, new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                String[] texts = answers.remove().split(",", -1);
                InetAddress[] addresses = new InetAddress[texts.length];
                for (int i = 0; i < texts.length; i++) {
                    addresses[i] = InetAddress.getByName(texts[i]);
                }
                return addresses;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        });
    }
}
