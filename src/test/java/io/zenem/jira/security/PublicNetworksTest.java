package io.zenem.jira.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import io.zenem.jira.connector.BaseUrlPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which addresses a connector's host may have in production. */
class PublicNetworksTest {
    private static final BaseUrlPolicy PRODUCTION = BaseUrlPolicy.of(List.of("Jira.Internal", "10.0.0.9:8443"), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::ffff:10.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::a00:1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fe80::5efe:10.0.0.1",
                "fec0::1",
                "ff02::1"
            })
    void isNoAddressOfJira(String address) throws UnknownHostException {
        assertThat(PRODUCTION.forbids("jira.example", 443, InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "104.192.142.18",
                "172.15.255.255",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "::ffff:104.192.142.18",
                "64:ff9b::104.192.142.18",
                "2401:1d80:3000::1",
                "2606:4700::1111"
            })
    void mayBeJiras(String address) throws UnknownHostException {
        assertThat(PRODUCTION.forbids("jira.example", 443, InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jira.internal 443 10.0.0.1 false",
                "JIRA.INTERNAL 443 10.0.0.1 false",
                "jira.internal. 443 10.0.0.1 true",
                "10.0.0.9 8443 10.0.0.9 false",
                "10.0.0.9 443 10.0.0.9 true",
                "10.0.0.8 8443 10.0.0.8 true"
            })
    void anOperatorMayNameAHostOfHisOwnNetwork(String line) throws UnknownHostException {
        String[] parts = line.split(" ", -1);
        assertThat(PRODUCTION.forbids(parts[0], Integer.parseInt(parts[1]), InetAddress.getByName(parts[2])))
                .isEqualTo(Boolean.parseBoolean(parts[3]));
    }
}
