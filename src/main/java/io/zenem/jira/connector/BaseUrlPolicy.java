package io.zenem.jira.connector;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a connector may point (server-side request forgery): https, and no address of our own network, unless an operator
 * listed the host in {@code connector.allowed-hosts}; dev and test also allow loopback.
 *
 * @param allowedHosts hosts or host:port, lower case
 * @param loopback whether loopback addresses and http to them are fine
 */
record BaseUrlPolicy(List<String> allowedHosts, boolean loopback) {

    /** With hosts as an operator writes them. */
    static BaseUrlPolicy of(List<String> hosts, boolean loopback) {
        return new BaseUrlPolicy(
                hosts.stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .toList(),
                loopback);
    }

    /** What is wrong with a base URL as it is written, before any name is looked up. */
    Optional<String> violation(String baseUrl) {
        URI uri;
        try {
            uri = new URI(baseUrl);
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL like https://your-site.atlassian.net");
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            return Optional.of("must be a URL like https://your-site.atlassian.net");
        }
        if (uri.getPort() > 65_535 || uri.getPort() == 0) {
            return Optional.of("must have a port from 1 to 65535, or none");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("must have no user, query or fragment");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && (listed(uri) || loopback))) {
            return Optional.of("must be https, unless connector.allowed-hosts names the host");
        }
        return Optional.empty();
    }

    /**
     * What is wrong with the addresses behind a base URL, told at the moment of a call, because a name may change its
     * addresses after it was saved. A name that does not resolve is no violation: the call will say so.
     */
    Optional<String> violationNow(String baseUrl) {
        Optional<String> written = violation(baseUrl);
        if (written.isPresent()) {
            return written;
        }
        URI uri = URI.create(baseUrl);
        if (listed(uri)) {
            return Optional.empty();
        }
        boolean http = uri.getScheme().equalsIgnoreCase("http");
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                boolean ours = internal(address);
                if ((ours && !(loopback && address.isLoopbackAddress())) || (http && !address.isLoopbackAddress())) {
                    return Optional.of(
                            "points at a private, loopback or link-local address; an operator can name the host in"
                                    + " connector.allowed-hosts");
                }
            }
        } catch (UnknownHostException unresolved) {
            // https to nowhere fails by itself; http is for loopback, and this is not known to be one
            return http
                    ? Optional.of("must be https, unless connector.allowed-hosts names the host")
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private boolean listed(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return allowedHosts.contains(host) || allowedHosts.contains(host + ":" + uri.getPort());
    }

    private static boolean internal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        boolean thisNetwork = bytes.length == 4 && bytes[0] == 0;
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || carrierGrade
                || thisNetwork;
    }
}
