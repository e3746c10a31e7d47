package io.zenem.jira.webhook;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InboxLooksTest {
    private static final int AN_HOUR = 3_600_000;

    @Test
    void aLookIsDueAtTheStartAndThenWhenSomethingIsAnnounced() {
        InboxLooks looks = new InboxLooks(AN_HOUR);
        assertThat(looks.due()).isTrue();
        assertThat(looks.due()).isFalse();
        looks.announce();
        looks.announce();
        assertThat(looks.due()).isTrue();
        assertThat(looks.due()).isFalse();
    }

    @Test
    void whatNobodyAnnouncesIsLookedForAfterThePeriod() {
        InboxLooks looks = new InboxLooks(0);
        assertThat(looks.due()).isTrue();
        assertThat(looks.due()).isTrue();
    }
}
