package io.zenem.jira.api;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestHeadTest {
    private static final String SWITCH = "vertx.disableURIValidation";

    @Test
    void doesNotStartWhereAnotherCheckComesFirst() {
        String before = System.getProperty(SWITCH, "");
        System.clearProperty(SWITCH);
        try {
            assertThatThrownBy(() -> new RequestHead(1, 1).open(null)).hasMessageContaining("AddressCheckOff");
        } finally {
            System.setProperty(SWITCH, before);
        }
    }
}
