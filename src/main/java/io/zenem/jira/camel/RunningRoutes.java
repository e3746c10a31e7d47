package io.zenem.jira.camel;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.zenem.jira.camel.RouteOutline.Leaf;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.jboss.logging.Logger;

/** The files of routes that Camel has now, packaged or not, and their exchange for others. */
final class RunningRoutes {
    private static final Logger LOG = Logger.getLogger(RunningRoutes.class);

    private final CamelContext camel;
    private final RouteTrial trial;
    private Map<String, String> texts;

    /** @param texts what Camel has loaded by itself */
    RunningRoutes(CamelContext camel, RouteTrial trial, Map<String, String> texts) {
        this.camel = camel;
        this.trial = trial;
        this.texts = Map.copyOf(texts);
    }

    Map<String, String> texts() {
        return texts;
    }

    /** The names of files that differ in a plan, or are no longer in it. */
    Set<String> changed(Map<String, String> plan) {
        Set<String> names = new HashSet<>(texts.keySet());
        names.addAll(plan.keySet());
        names.removeIf(name -> texts.getOrDefault(name, "").equals(plan.getOrDefault(name, "")));
        return names;
    }

    /** Exchanges what differs; where one of them cannot be started, everything else is as before, and it is named. */
    void change(Map<String, String> plan) throws NotStarted {
        Set<String> names = changed(plan);
        try {
            exchange(names, texts, plan);
            texts = Map.copyOf(plan);
        } catch (NotStarted failure) {
            throw new NotStarted(failure, takeBack(names, plan));
        }
    }

    /** File by file, so that one that cannot be started again stops no other; answers those that cannot, each with the reason. */
    private Map<String, String> takeBack(Set<String> names, Map<String, String> plan) {
        for (String name : names) {
            try {
                exchange(Set.of(name), plan, Map.of());
            } catch (NotStarted stays) {
                LOG.debugf(
                        "%s stays; where it is in the way, the start of what ran before fails: %s",
                        name, stays.getMessage());
            }
        }
        Map<String, String> missing = new TreeMap<>();
        Map<String, String> there = new TreeMap<>(texts);
        for (String name : names) {
            try {
                exchange(Set.of(name), Map.of(), texts);
            } catch (NotStarted impossible) {
                missing.put(name, impossible.getMessage());
                there.remove(name);
            }
        }
        texts = Map.copyOf(there);
        return missing;
    }

    private void exchange(Set<String> names, Map<String, String> before, Map<String, String> after) throws NotStarted {
        Map<String, String> removed = new TreeMap<>(before);
        removed.keySet().retainAll(names);
        Map<String, String> added = new TreeMap<>(after);
        added.keySet().retainAll(names);
        for (Map.Entry<String, String> file : removed.entrySet()) {
            attempt(file, () -> remove(file.getValue()));
        }
        for (Map.Entry<String, String> file : added.entrySet()) {
            attempt(file, () -> trial.builder(file.getKey(), file.getValue()).addRoutesToCamelContext(camel));
        }
    }

    private void remove(String text) throws Exception {
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        for (Leaf route : RouteOutline.read(text).entries()) {
            RouteDefinition definition = model.getRouteDefinition(route.value());
            if (definition != null) {
                model.removeRouteDefinition(definition);
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void attempt(Map.Entry<String, String> file, Step step) throws NotStarted {
        try {
            step.run();
        } catch (Exception | LinkageError e) {
            throw new NotStarted(file.getKey(), e);
        }
    }

    /** A file whose routes Camel could build and not start. */
    static final class NotStarted extends Exception {
        private final String file;
        private final transient Map<String, String> missing;

        private NotStarted(String file, Throwable cause) {
            super(RouteTrial.reason(cause), cause);
            this.file = file;
            this.missing = Map.of();
        }

        private NotStarted(NotStarted first, Map<String, String> missing) {
            super(first.getMessage(), first);
            this.file = first.file;
            this.missing = missing;
        }

        String file() {
            return file;
        }

        /** What ran before and could not be started again, each file with the reason. */
        Map<String, String> missing() {
            return missing;
        }
    }
}
