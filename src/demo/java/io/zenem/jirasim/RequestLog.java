package io.zenem.jirasim;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts requests and keeps the last ones. */
final class RequestLog {
    private static final int KEPT = 500;
    private static final int KEPT_BODY = 20_000;

    private final Map<String, Long> counts = new TreeMap<>();
    private final Deque<DemoRequest> last = new ArrayDeque<>();
    private long total;
    private int running;
    private int mostRunning;

    synchronized void begin(Call call) {
        total++;
        running++;
        mostRunning = Math.max(mostRunning, running);
        counts.merge(call.method() + " " + call.template(), 1L, Long::sum);
        String body = call.body().getString(0, Math.min(KEPT_BODY, call.body().length()));
        last.addLast(new DemoRequest(Instant.now(), call.method(), call.path(), body));
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    synchronized void end() {
        running--;
    }

    synchronized DemoRequests snapshot() {
        return new DemoRequests(total, mostRunning, Map.copyOf(counts), List.copyOf(last));
    }

    synchronized void clear() {
        counts.clear();
        last.clear();
        total = 0;
        mostRunning = running;
    }
}
