package io.zenem.jira.connector;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a connector may point (server-side request forgery): https, and no address of our own network, unless an operator
 * listed the host in {@code connector.allowed-hosts}; dev and test also allow loopback.
 *
 * @param allowedHosts hosts or host:port, lower case
 * @param loopback whether loopback addresses and http to them are fine
 */
public record BaseUrlPolicy(List<String> allowedHosts, boolean loopback) {
    /** What is said of an address of our own network, after the word baseUrl or the host. */
    public static final String FORBIDDEN =
            "points at a private, loopback or link-local address; an operator can name the host in connector.allowed-hosts";

    /** Numbers that some read as octal or hexadecimal, names with the root's dot, zones of this machine's network cards. */
    private static final Pattern AMBIGUOUS = Pattern.compile("^0[\\dxX]|\\.0\\d.*\\.\\d+$|\\.$|%");

    /** With hosts as an operator writes them. */
    public static BaseUrlPolicy of(List<String> hosts, boolean loopback) {
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
        // Java takes letters for valid that no address may have on the wire
        if (uri.getHost() == null || uri.getScheme() == null || !baseUrl.equals(uri.toASCIIString())) {
            return Optional.of("must be a URL like https://your-site.atlassian.net");
        }
        if (AMBIGUOUS.matcher(uri.getHost()).find()) {
            return Optional.of("must name its host in the usual form");
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
     * What is wrong with the addresses behind a base URL at this moment. A name may change its addresses, so this is for an
     * early word to the admin; what counts is {@link #forbids}, asked when a connection is made. A name that does not resolve is
     * no violation: the call will say so.
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
                if (internal(address) || (http && !address.isLoopbackAddress())) {
                    return Optional.of(FORBIDDEN);
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

    /** Whether no connection may be made to an address that a host's name, or the host itself, stands for. */
    public boolean forbids(String host, int port, InetAddress address) {
        return !listed(host, port) && internal(address);
    }

    private boolean internal(InetAddress address) {
        return !PublicNetworks.contain(address) && !(loopback && address.isLoopbackAddress());
    }

    private boolean listed(URI uri) {
        return listed(uri.getHost(), uri.getPort());
    }

    private boolean listed(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return allowedHosts.contains(name) || allowedHosts.contains(name + ":" + port);
    }
}
