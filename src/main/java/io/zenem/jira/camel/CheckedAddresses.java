package io.zenem.jira.camel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

import io.zenem.jira.connector.BaseUrlPolicy;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up the addresses that a connection is made to, and gives out allowed ones only. The check stands here because a name may
 * change its addresses at any moment: what was checked before is not what is connected to.
 *
 * @param ours hosts that the operator named, and no connector: they are the operator's word
 */
record CheckedAddresses(BaseUrlPolicy policy, List<String> ours, DnsResolver lookup) implements DnsResolver {
    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return Stream.of(checked(host, port))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return checked(host, -1);
    }

    /** One forbidden address among allowed ones forbids all: which one is tried first is chance. */
    private InetAddress[] checked(String host, int port) throws UnknownHostException {
        InetAddress[] addresses = lookup.resolve(host);
        for (InetAddress address : addresses) {
            if (!ours.contains(host) && policy.forbids(host, port, address)) {
                throw new ForbiddenAddress(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
