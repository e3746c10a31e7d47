package io.zenem.jira.camel;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;

import io.zenem.jira.camel.RunningRoutes.NotStarted;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.apache.camel.quarkus.main.events.BeforeStart;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Routes in files of whoever runs the service. A file with the name of a packaged one replaces it, any other comes beside them; when
 * it is deleted, what is packaged runs again. Every file is checked before anything is changed: one that does not hold is refused,
 * and what ran before runs on, at start what is packaged.
 */
@ApplicationScoped
@Named("externalRoutes")
public class ExternalRoutes {
    private static final Logger LOG = Logger.getLogger(ExternalRoutes.class);
    private static final String MISSING = "what ran before is missing, for it could not be started again: ";

    private final CamelContext camel;
    private final RouteFolder folder;
    private RoutePlanner planner;
    private RunningRoutes running;
    private RouteFolder.Found seen = RouteFolder.Found.NOTHING;
    private volatile Map<String, String> refused = Map.of();

    ExternalRoutes(CamelContext camel, @ConfigProperty(name = "connector.routes-dir") Path path) {
        this.camel = camel;
        this.folder = new RouteFolder(path.toAbsolutePath().normalize());
    }

    /** What may be replaced does not run before that is decided, and nothing of the folder can keep the service from starting. */
    void prepare(@Observes BeforeStart event) throws Exception {
        camel.addLifecycleStrategy(new PatientPolls());
        camel.getCamelContextExtension().registerEndpointCallback(new StatementParameters());
        Map<String, String> packaged = RouteFolder.packaged(camel);
        RouteTrial trial = new RouteTrial(camel, packaged.values());
        planner = new RoutePlanner(packaged, trial);
        running = new RunningRoutes(camel, trial, packaged);
        Map<String, String> certain = new TreeMap<>(packaged);
        for (String name : folder.read(seen).texts().keySet()) {
            if (packaged.containsKey(name)
                    && RouteOutline.read(packaged.get(name)).holdsRoutesOnly()) {
                certain.remove(name);
            }
        }
        running.change(certain);
    }

    void start(@Observes AfterStart event) {
        reload();
    }

    /** The files that are refused or do not run any more, each with line and reason. */
    Map<String, String> refused() {
        return refused;
    }

    /** Takes over what has changed in the folder. */
    public synchronized void reload() {
        RouteFolder.Found found = folder.read(seen);
        if (!found.equals(seen)) {
            takeOver(found);
        }
    }

    private synchronized void takeOver(RouteFolder.Found found) {
        Map<String, String> faults = new TreeMap<>(found.unreadable());
        Map<String, String> before = running.texts();
        Map<String, String> missing = new TreeMap<>();
        while (!changed(planner.plan(found.texts(), running, faults), faults, missing)) {
            LOG.debug("Once more, without what could not be started");
        }
        missing.forEach((name, reason) -> {
            if (!before.getOrDefault(name, "").equals(running.texts().get(name))) {
                faults.put(name, MISSING + reason);
            }
        });
        seen = found;
        tell(before, faults);
        refused = Map.copyOf(faults);
    }

    private boolean changed(Map<String, String> plan, Map<String, String> faults, Map<String, String> missing) {
        try {
            running.change(plan);
            return true;
        } catch (NotStarted failure) {
            missing.putAll(failure.missing());
            return faults.putIfAbsent(failure.file(), failure.getMessage()) != null;
        }
    }

    private void tell(Map<String, String> before, Map<String, String> faults) {
        faults.forEach((name, reason) -> {
            if (reason.equals(refused.get(name))) {
                return;
            }
            if (reason.startsWith(MISSING)) {
                LOG.errorf("%s: %s", name, reason);
            } else {
                LOG.warnf(
                        "%s is refused, and what ran before runs on: %s",
                        folder.path().resolve(name), reason);
            }
        });
        Map<String, String> after = running.texts();
        after.forEach((name, text) -> {
            if (!text.equals(before.get(name))) {
                LOG.infof(
                        "The routes of %s are loaded (%s)",
                        name, seen.texts().containsKey(name) ? folder.path() : "packaged");
            }
        });
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> LOG.infof("The routes of %s are gone with the file", name));
    }
}
