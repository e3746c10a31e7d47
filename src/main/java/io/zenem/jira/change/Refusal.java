package io.zenem.jira.change;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Why a sink did not take a change.
 *
 * @param reason for whoever looks after the sink: kind and message of the failure, without what it quotes, because a dead letter
 *     holds no values of fields
 * @param unreachable whether nobody was there at all
 */
record Refusal(String reason, boolean unreachable) {
    private static final int LONGEST = 300;

    static Refusal of(Throwable failure) {
        Throwable root = failure;
        boolean unreachable = isUnreachable(failure);
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
            unreachable |= isUnreachable(root);
        }
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        String reason = root.getClass().getSimpleName() + ": " + message.replaceAll("\"[^\"]*\"|'[^']*'", "…");
        return new Refusal(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST - 1) + "…", unreachable);
    }

    private static boolean isUnreachable(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnresolvedAddressException
                || (failure instanceof KafkaException && !isAboutTheMessage(failure));
    }

    /** What else Kafka says (a time-out, missing rights, too few replicas) is true of every message. */
    private static boolean isAboutTheMessage(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidRecordException;
    }
}
