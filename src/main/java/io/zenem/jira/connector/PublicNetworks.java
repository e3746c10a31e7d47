package io.zenem.jira.connector;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the public Internet, by IANA's registries of special-purpose addresses. Java's own questions
 * ({@code isSiteLocalAddress} and the like) know only half of them. IPv4 addresses in IPv6 notation ({@code ::ffff:127.0.0.1})
 * are IPv4 addresses to Java already.
 */
final class PublicNetworks {
    private static final List<Network> SPECIAL = networks(
            // IPv4: this network, private, carrier-grade NAT, loopback, link-local (cloud metadata), protocol
            // assignments, documentation, 6to4 relays, benchmarks, multicast, reserved and broadcast
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // IPv6: protocol assignments with Teredo, documentation, 6to4, both of which hold an IPv4 address
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** All that is public in IPv6; loopback, link-local, unique local, site-local and multicast addresses are outside. */
    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

    /** What a network without IPv4 makes of a public IPv4 address, which is the last four bytes. */
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private PublicNetworks() {}

    /** Whether an address is somewhere on the public Internet. */
    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(bytes)) {
            return contain(address(Arrays.copyOfRange(bytes, 12, 16)));
        }
        boolean possible = bytes.length == 4 || GLOBAL_UNICAST.contains(bytes);
        return possible && SPECIAL.stream().noneMatch(network -> network.contains(bytes));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::of).toList();
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four bytes are an address.", impossible);
        }
    }

    /**
     * A network. Netty's own filter counts every IPv6 address whose fixed bits are all ones, as fc00::1 in 2000::/3, as one of the network.
     *
     * @param bits how many bits its addresses have: 32 or 128
     * @param prefix how many of them it fixes
     */
    private record Network(BigInteger base, int bits, int prefix) {
        static Network of(String text) {
            String[] parts = text.split("/", 2);
            try {
                // a literal: nothing is looked up
                byte[] bytes = InetAddress.getByName(parts[0]).getAddress();
                return new Network(new BigInteger(1, bytes), bytes.length * 8, Integer.parseInt(parts[1]));
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        boolean contains(byte[] address) {
            return address.length * 8 == bits
                    && new BigInteger(1, address)
                            .xor(base)
                            .shiftRight(bits - prefix)
                            .equals(BigInteger.ZERO);
        }
    }
}
