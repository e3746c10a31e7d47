package io.zenem.jira.lease;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The leases under which this instance is working. */
@ApplicationScoped
@Named("leases")
public class Leases {
    private static final JsonMapper JSON = new JsonMapper();

    /** Each with the moment of {@link System#nanoTime} from which on somebody else may have it. */
    private final Map<Lease, Long> held = new ConcurrentHashMap<>();

    private final String instance = host() + "-" + UUID.randomUUID().toString().substring(0, 8);
    private final Duration sure;

    Leases(
            @ConfigProperty(name = "connector.lease.seconds") int seconds,
            @ConfigProperty(name = "connector.lease.heartbeat-ms") int heartbeatMillis) {
        // the statement that took or kept it may have been under way for a while
        this.sure = Duration.ofSeconds(seconds).minusMillis(heartbeatMillis);
    }

    /** Where this runs, for people; the random part behind it tells two instances of one host apart, and one before a restart from one after. */
    private static String host() {
        String name = System.getenv("HOSTNAME");
        try {
            return name == null || name.isBlank() ? InetAddress.getLocalHost().getHostName() : name;
        } catch (UnknownHostException nameless) {
            return "instance";
        }
    }

    /** This instance's name in leases, and in the status of the jobs that it runs. */
    public String instance() {
        return instance;
    }

    /** The lease of a statement's row {@code {name, fence}}, which is kept from now on until it has {@link #ended}; null for none. */
    public Lease taken(Map<String, Object> row) {
        if (row == null) {
            return null;
        }
        Lease lease = lease(row);
        held.put(lease, surely());
        return lease;
    }

    private static Lease lease(Map<String, Object> row) {
        return new Lease((String) row.get("name"), ((Number) row.get("fence")).longValue());
    }

    private long surely() {
        return System.nanoTime() + sure.toNanos();
    }

    /**
     * After a heartbeat: what it did not find is somebody else's by now.
     *
     * @param asked what {@link #held} said before it
     * @param rows those that it kept
     */
    public void kept(JsonNode asked, List<Map<String, Object>> rows) {
        Set<Lease> kept = rows.stream().map(Leases::lease).collect(Collectors.toSet());
        for (JsonNode json : asked) {
            Lease lease =
                    new Lease(json.path("name").asText(), json.path("fence").asLong());
            // one that has ended meanwhile stays so
            held.computeIfPresent(lease, (one, until) -> kept.contains(one) ? surely() : null);
        }
    }

    /** Whether nobody else can have the lease yet, so that what must not be done twice, or out of order, may be done. */
    public boolean holds(Lease lease) {
        Long until = held.get(lease);
        return until != null && System.nanoTime() - until < 0;
    }

    /** The work is over, however that came; from now on nobody keeps the lease, and it runs out unless it is given back. */
    public void ended(Lease lease) {
        held.remove(lease);
    }

    /** Leaves a lease to run out by itself; what is given back in its place is nobody's. */
    public Lease left(Lease lease) {
        ended(lease);
        return new Lease(lease.name(), 0);
    }

    /** {@code [{"name","fence"}]} of all. */
    public String held() {
        return JSON.valueToTree(held.keySet()).toString();
    }
}
