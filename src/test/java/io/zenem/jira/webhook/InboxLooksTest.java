package io.zenem.jira.webhook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.quarkus.runtime.ShutdownEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InboxLooksTest {
    private static final int AN_HOUR = 3_600_000;

    @Test
    void aLookIsDueAtTheStartAndThenWhenSomethingIsAnnounced() throws InterruptedException {
        InboxLooks looks = new InboxLooks(AN_HOUR);
        assertThat(looks.due()).isTrue();
        CompletableFuture<Boolean> next = next(looks);
        assertThat(next).isNotDone();
        looks.announce();
        assertThat(next.orTimeout(1, TimeUnit.MINUTES).join()).isTrue();
    }

    @Test
    void whatIsAnnouncedWhileALookIsUnderWayIsLookedForAtOnce() throws InterruptedException {
        InboxLooks looks = new InboxLooks(AN_HOUR);
        assertThat(looks.due()).isTrue();
        looks.announce();
        looks.announce();
        assertThat(looks.due()).isTrue();
    }

    @Test
    void whatNobodyAnnouncesIsLookedForAfterThePeriod() throws InterruptedException {
        InboxLooks looks = new InboxLooks(0);
        assertThat(looks.due()).isTrue();
        assertThat(looks.due()).isTrue();
    }

    @Test
    void nobodyWaitsWhileTheServiceStops() throws InterruptedException {
        InboxLooks looks = new InboxLooks(AN_HOUR);
        assertThat(looks.due()).isTrue();
        CompletableFuture<Boolean> next = next(looks);
        looks.stop(new ShutdownEvent());
        assertThat(next.orTimeout(1, TimeUnit.MINUTES).join()).isFalse();
    }

    private static CompletableFuture<Boolean> next(InboxLooks looks) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return looks.due();
            } catch (InterruptedException stopped) {
                throw new CompletionException(stopped);
            }
        });
    }
}
