package io.zenem.jira.schedule;

import java.time.DayOfWeek;
import java.util.regex.Pattern;

/** The days that a kind of schedule runs on: change load is low at weekends, so they have a schedule of their own. */
public enum Days {
    /** Monday to Friday. */
    WEEKDAYS("Weekday", "MON-FRI", "Monday to Friday", "2-6|MON,TUE,WED,THU,FRI|2,3,4,5,6"),
    /** Saturday and Sunday. */
    WEEKEND("Weekend", "SAT,SUN", "Saturday and Sunday", "SUN,SAT|SAT-SUN|1,7|7,1|7-1");

    /** As in the names of settings. */
    final String kind;

    /** The same days as Quartz writes them. */
    final String field;

    /** The same days in words. */
    final String words;

    private final Pattern open;

    Days(String kind, String field, String words, String otherSpellings) {
        this.kind = kind;
        this.field = field;
        this.words = words;
        this.open = Pattern.compile("[*?]|" + field + "|" + otherSpellings, Pattern.CASE_INSENSITIVE);
    }

    /** The setting that has the schedule of these days. */
    String cron() {
        return "reconcile" + kind + "Cron";
    }

    /** Whether schedules of this kind run on that day. */
    public boolean contain(DayOfWeek day) {
        return (this == WEEKEND) == (day.compareTo(DayOfWeek.FRIDAY) > 0);
    }

    /** Whether a cron's two day fields leave the days open or name these. */
    boolean are(String dayOfMonth, String dayOfWeek) {
        return dayOfMonth.matches("[*?]") && open.matcher(dayOfWeek).matches();
    }
}
