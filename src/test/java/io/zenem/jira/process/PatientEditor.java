package io.zenem.jira.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.node.TextNode;
import io.zenem.jirasim.DemoSite;

/** Somebody who changes one issue of the scope after the other, until told to stop. */
final class PatientEditor implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(30);

    private final DemoSite jira;
    private final CompletableFuture<Integer> work;
    private volatile boolean enough;

    PatientEditor(DemoSite jira) {
        this.jira = jira;
        this.work = CompletableFuture.supplyAsync(this::edit, task -> new Thread(task, "editor").start());
    }

    private int edit() {
        List<String> keys = jira.issues(0, Integer.MAX_VALUE).stream()
                .map(issue -> issue.path("key").asText())
                .filter(CopiedSite::covers)
                .toList();
        int edits = 0;
        while (edits < keys.size() && !enough) {
            jira.editIssue(keys.get(edits++), Map.of("summary", TextNode.valueOf("changed")));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return edits;
    }

    /** Ends it; answers how many issues were changed. */
    int stop() {
        enough = true;
        return work.join();
    }

    @Override
    public void close() {
        stop();
    }
}
