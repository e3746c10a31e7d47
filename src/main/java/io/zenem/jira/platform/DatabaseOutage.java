package io.zenem.jira.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogRecord;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Reports an outage of the database in two lines, one when it begins and one when it ends, in place of what every timer, pool and
 * route says of it meanwhile. Whoever meets a broken connection says so; whether the database is away is then looked at.
 */
@ApplicationScoped
@Named("databaseOutage")
public class DatabaseOutage {
    private static final Logger LOG = Logger.getLogger(DatabaseOutage.class);
    private static final String POOL = "io.agroal.pool";
    private static final String HEALTH = "io.smallrye.health";
    /** Connections that broke in an outage are found one by one after it. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(10);

    private static final int VALID_SECONDS = 2;

    /** The log's filter is made before any bean is. */
    private static volatile DatabaseOutage reporter;

    private final DataSource database;
    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean away;
    private volatile Instant quietUntil = Instant.MIN;

    DatabaseOutage(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        reporter = this;
    }

    void end(@Observes ShutdownEvent stop) {
        reporter = null;
    }

    /** A connection was not to be had, or broke. */
    public void noticed(Throwable failure) {
        noticed(failure(failure).map(SQLException::getMessage).orElse(failure.getMessage()));
    }

    /** Whether a log record is about a broken connection, or about the outage that goes on, which is reported here. */
    static boolean reports(LogRecord logged) {
        DatabaseOutage outage = reporter;
        if (outage == null || logged.getLoggerName() == null) {
            return false;
        }
        Optional<SQLException> failure = failure(logged.getThrown());
        if (failure.filter(DatabaseOutage::broken).isPresent()) {
            outage.noticed(failure.orElseThrow());
            return true;
        }
        if (ofThePool(logged)) {
            outage.noticed(OneLine.message(logged));
            return true;
        }
        return outage.away && (failure.isPresent() || logged.getLoggerName().startsWith(HEALTH));
    }

    /** Nearly all that the pool warns of is a connection that broke or was refused; what was left open is a fault of ours. */
    private static boolean ofThePool(LogRecord logged) {
        return logged.getLoggerName().equals(POOL) && !OneLine.message(logged).contains("leaked");
    }

    private static Optional<SQLException> failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    /** PostgreSQL's classes of broken connections and of a server that ends or begins. */
    private static boolean broken(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return state.startsWith("08") || state.startsWith("57P0");
    }

    private void noticed(String reason) {
        if (clock.instant().isAfter(quietUntil) && looking.compareAndSet(false, true)) {
            Thread look = new Thread(() -> look(reason), "look-at-database");
            look.setDaemon(true);
            look.start();
        }
    }

    private void look(String reason) {
        Instant began = clock.instant();
        away = !isThere();
        if (away) {
            LOG.errorf(
                    "The database is away: %s. Requests and deliveries are answered 503, and everything else waits for it.",
                    reason);
            while (!isThere()) {
                pause();
            }
            away = false;
            LOG.infof(
                    "The database is back after %d s.",
                    Duration.between(began, clock.instant()).toSeconds());
        } else {
            LOG.warnf("A connection to the database broke, new ones work: %s", reason);
        }
        quietUntil = clock.instant().plus(STRAGGLERS);
        looking.set(false);
    }

    private boolean isThere() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(VALID_SECONDS);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
