package io.zenem.jira.camel;

import java.time.Duration;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jboss.logging.Logger;

/**
 * Routes that begin at a folder, a table or another source that is polled: while it cannot be read, there is a line for each failure, and
 * the waits between them grow. Camel's own way is a stack trace twice a second. A route that says something else of errors has its way.
 */
final class PatientPolls extends LifecycleStrategySupport {
    private static final Logger LOG = Logger.getLogger(PatientPolls.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public void onServiceAdd(CamelContext camel, Service service, Route route) {
        if (service instanceof ScheduledPollConsumer polls && polls.getBackoffErrorThreshold() == 0) {
            Failures failures = new Failures(polls, route.getRouteId());
            polls.setPollStrategy(failures);
            polls.setExceptionHandler(failures);
            polls.setBackoffErrorThreshold(1);
            polls.setBackoffMultiplier(1);
        }
    }

    /** The failures in a row of one consumer; how many of its polls are left out after each is Camel's back-off multiplier. */
    private static final class Failures extends DefaultPollingConsumerPollStrategy implements ExceptionHandler {
        private final ScheduledPollConsumer polls;
        private final String route;
        private int leftOut = 1;

        Failures(ScheduledPollConsumer polls, String route) {
            this.polls = polls;
            this.route = route;
        }

        @Override
        public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
            leftOut = 1;
        }

        @Override
        public void handleException(Throwable failure) {
            handleException("", failure);
        }

        @Override
        public void handleException(String message, Throwable failure) {
            Duration period = Duration.of(polls.getDelay(), polls.getTimeUnit().toChronoUnit());
            long most = Math.max(1, LONGEST.toMillis() / Math.max(1, period.toMillis()));
            polls.setBackoffMultiplier((int) Math.min(leftOut, most));
            leftOut = (int) Math.min(2L * leftOut, most);
            LOG.warnf(
                    "%s cannot read from where it begins, and tries again in %d s: %s",
                    route,
                    period.multipliedBy(polls.getBackoffMultiplier() + 1L).toSeconds(),
                    RouteTrial.reason(failure));
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable failure) {
            LOG.warnf("%s failed with what it read: %s", route, RouteTrial.reason(failure));
        }
    }
}
