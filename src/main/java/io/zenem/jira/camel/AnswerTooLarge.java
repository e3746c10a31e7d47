package io.zenem.jira.camel;

import java.io.IOException;

/** An answer has more bytes than anything that Jira has to say. */
final class AnswerTooLarge extends IOException {
    AnswerTooLarge(long limit) {
        super("Jira's answer is larger than " + limit
                + " bytes, unpacked (connector.jira.max-answer-bytes); it was not read.");
    }
}
