package io.zenem.jira.schedule;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;

import org.quartz.CronExpression;

/**
 * When a schedule fires: a Quartz cron of 6 or 7 fields (seconds, minutes, hours, day of month, month, day of week and
 * perhaps year) on the days that its kind allows. The expression's own two day fields are validated and then replaced, since
 * the weekday schedule runs Monday to Friday and the weekend one Saturday and Sunday whatever they say.
 *
 * <p>The expression speaks of the wall clock in the connector's time zone. Where clocks jump ahead, the fires of the skipped
 * time happen once, when the clocks have jumped; where they are put back, the repeated time fires only the first time.
 */
public final class CronSchedule {
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{5,}");
    /** Inside Quartz these two mean "all" and "none", and it takes them for that where an admin writes them. */
    private static final Pattern QUARTZ_OWN = Pattern.compile("(?<![0-9])0*9[89](?![0-9])");

    private static final Pattern ONE_SECOND = Pattern.compile("\\d{1,2}");

    private static final int DAY_OF_MONTH = 3;
    private static final int DAY_OF_WEEK = 5;

    private final CronExpression wallClock;
    private final Days days;
    private final boolean otherDays;

    private CronSchedule(CronExpression wallClock, Days days, boolean otherDays) {
        this.wallClock = wallClock;
        this.days = days;
        this.otherDays = otherDays;
    }

    /**
     * The schedule of an admin's expression.
     *
     * @throws IllegalArgumentException when it is no Quartz cron, with a message for the admin
     */
    public static CronSchedule of(String expression, Days days) {
        String[] fields = expression.strip().split("\\s+", -1);
        if (fields.length != 6 && fields.length != 7) {
            throw new IllegalArgumentException(
                    "A Quartz cron has 6 or 7 fields (seconds minutes hours day-of-month month"
                            + " day-of-week [year]), this one has "
                            + (expression.isBlank() ? 0 : fields.length) + ".");
        }
        if (LONG_NUMBER.matcher(expression).find()) {
            // Quartz would put every year of a range into a set, however many they are
            throw new IllegalArgumentException("A number in a cron has at most 4 digits.");
        }
        if (QUARTZ_OWN
                .matcher(String.join(" ", Arrays.asList(fields).subList(0, 6)))
                .find()) {
            throw new IllegalArgumentException("A number in a cron is out of its field's range: 98 and 99 are none.");
        }
        requireOneOpenDay(fields[DAY_OF_MONTH], fields[DAY_OF_WEEK]);
        parse(String.join(" ", fields));
        if (!ONE_SECOND.matcher(fields[0]).matches()) {
            throw new IllegalArgumentException(
                    "A schedule that fires more than once a minute helps nobody: a fire does nothing while the"
                            + " reconcile before it is queued or running. Write one number as the first field (seconds), such as 0.");
        }
        boolean otherDays = !days.are(fields[DAY_OF_MONTH], fields[DAY_OF_WEEK]);
        fields[DAY_OF_MONTH] = "?";
        fields[DAY_OF_WEEK] = days.field;
        CronExpression wallClock = parse(String.join(" ", fields));
        wallClock.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        return new CronSchedule(wallClock, days, otherDays);
    }

    /** Quartz wants a ? in exactly one of the two day fields, and does not say in which. */
    private static void requireOneOpenDay(String ofMonth, String ofWeek) {
        boolean open = ofMonth.equals("?") || ofWeek.equals("?");
        if (open && !ofMonth.equals(ofWeek)) {
            return;
        }
        String day = "day-of-month (the 4th field)";
        String weekday = "day-of-week (the 6th field)";
        if (open) {
            throw new IllegalArgumentException(
                    "A cron has ? in only one of its two day fields: write * as " + weekday + ".");
        }
        String wanted = ofMonth.equals("*") ? day : ofWeek.equals("*") ? weekday : day + " or " + weekday;
        throw new IllegalArgumentException("A cron has ? in one of its two day fields: write ? as " + wanted + ".");
    }

    private static CronExpression parse(String expression) {
        try {
            return new CronExpression(expression);
        } catch (ParseException invalid) {
            // what Quartz stumbles over inside tells an admin nothing
            String why = invalid.getMessage().contains("Exception") ? "look at " + expression : invalid.getMessage();
            throw new IllegalArgumentException("Not a Quartz cron: " + why, invalid);
        }
    }

    /** What the expression does that an admin may not expect. */
    public List<String> remarks() {
        return otherDays
                ? List.of("its day fields are not looked at; this schedule runs " + days.words + ".")
                : List.of();
    }

    /** The first fire after this moment; empty when the expression's years are over. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        // Quartz is asked in UTC for times of the wall clock, because in a zone of its own it loses or doubles fires
        LocalDateTime local = LocalDateTime.ofInstant(after, zone);
        while (true) {
            Date fire = wallClock.getNextValidTimeAfter(Date.from(local.toInstant(ZoneOffset.UTC)));
            if (fire == null) {
                return Optional.empty();
            }
            local = LocalDateTime.ofInstant(fire.toInstant(), ZoneOffset.UTC);
            Instant moment = moment(local, zone);
            // a jump over midnight, or over a whole day, may end on a day that is not allowed
            boolean allowed = days.contain(moment.atZone(zone).getDayOfWeek());
            if (moment.isAfter(after) && allowed) {
                return Optional.of(moment);
            }
        }
    }

    /** A local time that clocks skip is the moment of the jump, one that they repeat its first occurrence. */
    private static Instant moment(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** The next fires in order: as many as asked for, or fewer when there are no more. */
    public List<Instant> nextFires(Instant after, ZoneId zone, int count) {
        List<Instant> fires = new ArrayList<>(count);
        Optional<Instant> fire = next(after, zone);
        while (fire.isPresent() && fires.size() < count) {
            fires.add(fire.get());
            fire = next(fire.get(), zone);
        }
        return List.copyOf(fires);
    }
}
