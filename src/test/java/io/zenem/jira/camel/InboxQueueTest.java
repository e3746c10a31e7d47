package io.zenem.jira.camel;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InboxQueueTest {
    private final InboxQueue<String> queue = new InboxQueue<>(3, 10, String::length);

    @Test
    void refusesMoreEntriesThanItHasRoomFor() {
        assertThat(List.of("a", "b", "c", "d")).extracting(queue::offer).containsExactly(true, true, true, false);
    }

    @Test
    void refusesMoreBytesThanItHasRoomFor() throws InterruptedException {
        assertThat(queue.offer("12345678")).isTrue();
        assertThat(queue.offer("123")).isFalse();
        queue.take(1, 100);
        assertThat(queue.offer("123")).isTrue();
    }

    @Test
    void takesAnEntryLargerThanAllRoomWhenNothingWaits() throws InterruptedException {
        assertThat(queue.offer("12345678901")).isTrue();
        assertThat(queue.take(5, 5)).containsExactly("12345678901");
    }

    @Test
    void givesTheOldestWithinBothBounds() throws InterruptedException {
        List.of("1234", "5678", "90").forEach(queue::offer);
        assertThat(queue.take(1, 100)).containsExactly("1234");
        assertThat(queue.take(5, 5)).containsExactly("5678");
        assertThat(queue.take(5, 100)).containsExactly("90");
    }

    @Test
    void givesWhatItHasAfterItIsClosed() throws InterruptedException {
        queue.offer("a");
        queue.close();
        assertThat(queue.offer("b")).isFalse();
        assertThat(queue.take(5, 100)).containsExactly("a");
        assertThat(queue.take(5, 100)).isEmpty();
    }
}
