package io.zenem.jira.platform;

import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

/**
 * Obeys SIGTERM at once while the service starts. Quarkus' own hook waits until the start has ended, and a start may wait for a database.
 * Whatever runs before the start has ended may be interrupted, as by a crash.
 */
@ApplicationScoped
class EndWhileStarting {
    /** As the JVM's own end by SIGTERM. */
    private static final int TERMINATED = 143;

    private static volatile boolean started;

    static void obey() {
        Runtime.getRuntime().addShutdownHook(new Thread(EndWhileStarting::end, "end-while-starting"));
    }

    void started(@Observes StartupEvent start) {
        started = true;
    }

    private static void end() {
        if (!started && !endsItself()) {
            EmbeddedDatabase.startNoMore();
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    /** A start that failed has its own exit code, and more to say. */
    private static boolean endsItself() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
    }
}
