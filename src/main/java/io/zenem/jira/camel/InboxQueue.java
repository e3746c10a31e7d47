package io.zenem.jira.camel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.ToLongFunction;

/**
 * What waits to be written, bounded by number and by bytes (a delivery may have 25 MiB). Once closed it takes nothing more and
 * gives what it has.
 */
final class InboxQueue<T> {
    private final Queue<T> waiting = new ArrayDeque<>();
    private final int capacity;
    private final long byteCapacity;
    private final ToLongFunction<T> size;
    private long bytes;
    private boolean closed;

    InboxQueue(int capacity, long byteCapacity, ToLongFunction<T> size) {
        this.capacity = capacity;
        this.byteCapacity = byteCapacity;
        this.size = size;
    }

    /** Whether there was room; an entry larger than all room is taken when nothing else waits. */
    synchronized boolean offer(T entry) {
        long more = size.applyAsLong(entry);
        boolean full = waiting.size() >= capacity || (!waiting.isEmpty() && bytes + more > byteCapacity);
        if (closed || full) {
            return false;
        }
        waiting.add(entry);
        bytes += more;
        notifyAll();
        return true;
    }

    /** The oldest entries within these bounds, at least one, for which it waits; none when the queue is closed and empty. */
    synchronized List<T> take(int most, long mostBytes) throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<T> taken = new ArrayList<>();
        long takenBytes = 0;
        while (!waiting.isEmpty() && taken.size() < most) {
            long next = size.applyAsLong(waiting.element());
            if (!taken.isEmpty() && takenBytes + next > mostBytes) {
                break;
            }
            taken.add(waiting.remove());
            takenBytes += next;
        }
        bytes -= takenBytes;
        return taken;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
