package io.zenem.jira.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.api.WireTime;

/** A connector's settings and what follows of them: when its schedules fire next. */
@ApplicationScoped
@Named("settings")
public class Settings {
    private static final List<String> ENTITIES = List.of("epic", "issue", "version", "sprint");
    private static final int FIRES_SHOWN = 5;

    /** Settings that null cannot switch off. */
    private static final List<String> NEVER_OFF = List.of(
            "timeZone",
            "webhooksEnabled",
            "reconcileWindowDays",
            "reconcileEntities",
            "logRetentionDays",
            "deletionGuardPercent");

    private final Clock clock;

    Settings(Clock clock) {
        this.clock = clock;
    }

    /** The settings as they are answered, with the next five fires of each schedule. */
    public String shown(JsonNode row) {
        ObjectNode settings = row.deepCopy();
        for (Days days : Days.values()) {
            ArrayNode fires = settings.putArray("next" + days.kind + "Fires");
            fires(settings, days, FIRES_SHOWN).forEach(at -> fires.add(WireTime.format(at)));
        }
        return settings.toString();
    }

    /** The next fires of one of the schedules; none where it is off. */
    private List<Instant> fires(JsonNode settings, Days days, int count) {
        JsonNode cron = settings.path(days.cron());
        ZoneId zone = ZoneId.of(settings.path("timeZone").asText());
        return cron.isTextual()
                ? CronSchedule.of(cron.textValue(), days).nextFires(clock.instant(), zone, count)
                : List.of();
    }

    private String withNext(ObjectNode settings, String name) {
        for (Days days : Days.values()) {
            fires(settings, days, 1)
                    .forEach(at -> settings.put(days.kind.toLowerCase(Locale.ROOT) + name, at.toString()));
        }
        return settings.toString();
    }

    /**
     * The settings after a request: what it names changes, a cron that is null switches its schedule off, the rest stays. The answer's
     * warnings say what of its crons is not done as it is written.
     *
     * @param row the present settings
     */
    public String changed(ApiRequest request, JsonNode row) {
        ObjectNode settings = row.deepCopy();
        RequestFields fields = request.fields();
        NEVER_OFF.forEach(name -> neverNull(fields, name));
        fields.timeZone("timeZone").ifPresent(zone -> settings.put("timeZone", zone));
        settings.putArray("warnings");
        cron(fields, settings, Days.WEEKDAYS);
        cron(fields, settings, Days.WEEKEND);
        fields.bool("webhooksEnabled").ifPresent(value -> settings.put("webhooksEnabled", value));
        fields.integer("reconcileWindowDays", 1, 3650).ifPresent(days -> settings.put("reconcileWindowDays", days));
        fields.integer("logRetentionDays", 1, 3650).ifPresent(days -> settings.put("logRetentionDays", days));
        fields.integer("deletionGuardPercent", 1, 100).ifPresent(share -> settings.put("deletionGuardPercent", share));
        indexWait(fields, settings);
        fields.choices("reconcileEntities", ENTITIES).ifPresent(entities -> {
            ArrayNode array = settings.putArray("reconcileEntities");
            new TreeSet<>(entities).forEach(array::add);
        });
        fields.check();
        return withNext(settings, "Next");
    }

    /** Null means off, and these cannot be switched off: an admin who sends it expects what would not happen. */
    private static void neverNull(RequestFields fields, String name) {
        if (fields.has(name) && fields.raw(name).isEmpty()) {
            fields.error(name, "cannot be switched off with null; leave it out to keep it");
        }
    }

    /** With null the wait for Jira's index follows what was measured. */
    private static void indexWait(RequestFields fields, ObjectNode settings) {
        if (fields.has("indexWaitSeconds") && fields.raw("indexWaitSeconds").isEmpty()) {
            settings.putNull("indexWaitSeconds");
        }
        fields.integer("indexWaitSeconds", 0, 600).ifPresent(seconds -> settings.put("indexWaitSeconds", seconds));
    }

    private void cron(RequestFields fields, ObjectNode settings, Days days) {
        String name = days.cron();
        if (!fields.has(name)) {
            return;
        }
        if (fields.raw(name).isEmpty()) {
            settings.putNull(name);
            return;
        }
        fields.text(name, 200).ifPresent(text -> {
            try {
                CronSchedule schedule = CronSchedule.of(text, days);
                if (schedule.next(clock.instant(), ZoneOffset.UTC).isEmpty()) {
                    fields.error(name, "never fires again: its years are over");
                }
                settings.put(name, text);
                schedule.remarks()
                        .forEach(remark -> settings.withArray("warnings").add(name + ": " + remark));
            } catch (IllegalArgumentException wrong) {
                fields.error(name, wrong.getMessage());
            }
        });
    }

    /** How a connector's schedules move on: which of them fire now, and when each fires next; a fire that was missed is made up once. */
    public String move(JsonNode row) {
        return withNext(row.deepCopy(), "Then");
    }
}
