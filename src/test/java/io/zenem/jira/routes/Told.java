package io.zenem.jira.routes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the service logs while this is open. */
final class Told extends Handler implements AutoCloseable {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    Told() {
        Logger.getLogger("").addHandler(this);
    }

    /** What names a connector, and whatever has a stack trace. */
    List<LogRecord> of(String connector) {
        return records.stream()
                .filter(record -> record.getMessage().contains(connector) || record.getThrown() != null)
                .toList();
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
