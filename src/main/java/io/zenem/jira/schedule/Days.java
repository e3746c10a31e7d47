package io.zenem.jira.schedule;

import java.time.DayOfWeek;

/** The days that a kind of schedule runs on: change load is low at weekends, so they have a schedule of their own. */
public enum Days {
    /** Monday to Friday. */
    WEEKDAYS("MON-FRI"),
    /** Saturday and Sunday. */
    WEEKEND("SAT,SUN");

    /** The same days as Quartz writes them. */
    final String field;

    Days(String field) {
        this.field = field;
    }

    /** Whether schedules of this kind run on that day. */
    public boolean contain(DayOfWeek day) {
        return (this == WEEKEND) == (day.compareTo(DayOfWeek.FRIDAY) > 0);
    }
}
