package io.zenem.jira.job;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.api.WireTime;

/** The part of the history that a backfill brings, by the issues' updated: so many days, or from one moment to another or to now. */
record Period(Optional<Integer> daysBack, Optional<Instant> from, Optional<Instant> to) {
    private static final int MOST_DAYS = 36_500;

    /** The period of a request; one that names none is about the scope's history, which may be all. */
    static Period read(RequestFields fields, Optional<Integer> historyDays, ZoneId zone, Instant now) {
        Period period = new Period(
                fields.integer("daysBack", 1, MOST_DAYS), moment(fields, "from", zone), moment(fields, "to", zone));
        boolean ranged = fields.raw("from").isPresent() || fields.raw("to").isPresent();
        if (period.daysBack.isPresent() && ranged) {
            fields.error("daysBack", "cannot be combined with from and to");
        } else if (fields.raw("to").isPresent() && fields.raw("from").isEmpty()) {
            fields.error("from", "is required where to is given");
        }
        if (period.from.isPresent() && !period.from.get().isBefore(period.to.orElse(now))) {
            fields.error("from", "must be before to, and not in the future");
        }
        boolean open = fields.raw("daysBack").isEmpty() && !ranged;
        return open ? new Period(historyDays, Optional.empty(), Optional.empty()) : period;
    }

    void write(ObjectNode job) {
        daysBack.ifPresent(days -> job.put("daysBack", days));
        from.ifPresent(at -> job.put("from", at.toString()));
        to.ifPresent(at -> job.put("to", at.toString()));
    }

    private static Optional<Instant> moment(RequestFields fields, String name, ZoneId zone) {
        return fields.text(name, 40).flatMap(text -> {
            Optional<Instant> at = WireTime.parse(text).or(() -> day(text, zone));
            if (at.isEmpty()) {
                fields.error(name, "must be a date like 2025-08-10 or a timestamp like 2025-08-10T10:00:00");
            }
            return at;
        });
    }

    /** The first moment of the day: where clocks skip midnight the one after the gap, where they repeat it the earlier one. */
    private static Optional<Instant> day(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> day.getYear() >= 1900 && day.getYear() < 9999)
                    .map(day -> day.atStartOfDay(zone).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
