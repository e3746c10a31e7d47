package io.zenem.jirasim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * The raw values of generated fields: an option is its text, a user its accountId, a cascading choice a pair, rich
 * text a document.
 */
final class CustomValues {
    static final List<String> SEVERITIES = List.of("Low", "Medium", "High", "Critical \"P1\"");
    static final List<String> PLATFORMS = List.of("Web", "iOS", "Android", "Desktop", "TV 📺");
    static final List<String> CHECKS = List.of("Tested", "Documented", "Translated");
    static final List<List<String>> REGIONS = List.of(
            List.of("Europe", "Spain"), List.of("Europe", "Finland"), List.of("Asia", "India"), List.of("Africa"));
    private static final List<Double> POINTS = List.of(0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0);
    private static final List<String> TAGS = List.of("alpha", "beta", "gamma", "日本", "with-dash");

    private final Site site;

    CustomValues(Site site) {
        this.site = site;
    }

    /** The raw value, JSON null where the issue has none. */
    JsonNode raw(Field field, Issue issue) {
        JsonNode set = issue.set().get(field.id());
        return set == null ? generated(field, issue) : set;
    }

    private JsonNode generated(Field field, Issue issue) {
        Dice dice = site.dice;
        long id = issue.id();
        int salt = field.id().hashCode();
        int level = site.types.get(issue.type()).hierarchyLevel();
        return switch (field.id()) {
            case "summary" -> Json.text(Texts.summary(dice, id));
            case "description" -> Texts.description(dice, id, site.firstUsers());
            case "environment" -> dice.chance(id, salt, 3) ? Adf.plain("Firefox on Linux") : Json.nothing();
            case "duedate" ->
                dice.chance(id, salt, 30) ? date(issue.created(), dice.roll(id, salt, 90)) : Json.nothing();
            case "customfield_10000" -> Json.text("{}");
            case FieldCatalogue.RANK -> Json.text("0|i" + Long.toString(id * 7 + 100_000, 36) + ":");
            case FieldCatalogue.EPIC_NAME -> level == 1 ? Json.text(Texts.summary(dice, id)) : Json.nothing();
            case FieldCatalogue.EPIC_LINK -> epicLink(issue, level);
            case FieldCatalogue.START_DATE, FieldCatalogue.TEAM_START_DATE ->
                dice.chance(id, salt, 25) ? date(issue.created(), dice.roll(id, salt, 20)) : Json.nothing();
            case FieldCatalogue.STORY_POINTS, FieldCatalogue.STORY_POINT_ESTIMATE ->
                level == 0 && dice.chance(id, salt, 70)
                        ? Json.number(Texts.pick(POINTS, dice, id, salt))
                        : Json.nothing();
            case FieldCatalogue.EFFORT ->
                dice.chance(id, salt, 10) ? Json.number(dice.roll(id, salt, 400) / 16.0) : Json.nothing();
            case FieldCatalogue.SEVERITY, FieldCatalogue.TEAM_SEVERITY ->
                dice.chance(id, salt, 35) ? Json.text(Texts.pick(SEVERITIES, dice, id, salt)) : Json.nothing();
            case FieldCatalogue.PLATFORMS -> several(dice, id, salt, 30, PLATFORMS);
            case FieldCatalogue.CHECKS -> several(dice, id, salt, 20, CHECKS);
            case FieldCatalogue.TAGS -> several(dice, id, salt, 15, TAGS);
            case FieldCatalogue.REGION ->
                dice.chance(id, salt, 20) ? texts(Texts.pick(REGIONS, dice, id, salt)) : Json.nothing();
            case FieldCatalogue.REVIEWER -> dice.chance(id, salt, 20) ? user(dice, id, salt) : Json.nothing();
            case FieldCatalogue.CONTRIBUTORS ->
                dice.chance(id, salt, 10)
                        ? Json.array().add(user(dice, id, salt)).add(user(dice, id, salt + 1))
                        : Json.nothing();
            case FieldCatalogue.DUE_AT ->
                dice.chance(id, salt, 8)
                        ? Json.text(Instant.ofEpochMilli(issue.created() + 86_400_000L * dice.roll(id, salt, 50))
                                .toString())
                        : Json.nothing();
            case FieldCatalogue.ACCEPTANCE ->
                dice.chance(id, salt, 12) ? Adf.doc(Adf.list("bulletList", "it works", "it is fast")) : Json.nothing();
            case FieldCatalogue.LINK ->
                dice.chance(id, salt, 8)
                        ? Json.text("https://example.com/design/" + id + "?v=1&x=%2F")
                        : Json.nothing();
            case FieldCatalogue.NOTES ->
                dice.chance(id, salt, 10) ? Json.text(Texts.summary(dice, id + 1)) : Json.nothing();
            default -> Json.nothing();
        };
    }

    /** Epic Link is deprecated in favour of the parent and filled only here and there, as on a site that has grown; on Data Center it is what ties
     * a story to its epic. */
    private JsonNode epicLink(Issue issue, int level) {
        if (level != 0 || !(site.dataCenter() || site.dice.chance(issue.id(), 77, 50))) {
            return Json.nothing();
        }
        return site.issues
                .find(issue.parent())
                .map(epic -> Json.text(site.key(epic)))
                .orElseGet(Json::nothing);
    }

    private JsonNode user(Dice dice, long id, int salt) {
        return Json.text(Texts.pick(site.firstUsers(), dice, id, salt).accountId());
    }

    private static JsonNode date(long created, int days) {
        LocalDate day = Instant.ofEpochMilli(created).atZone(ZoneOffset.UTC).toLocalDate();
        return Json.text(day.plusDays(days).toString());
    }

    private static JsonNode several(Dice dice, long id, int salt, int percent, List<String> from) {
        if (!dice.chance(id, salt, percent)) {
            return Json.nothing();
        }
        int first = dice.roll(id, salt + 1, from.size());
        int count = 1 + dice.roll(id, salt + 2, 2);
        return texts(from.subList(first, Math.min(from.size(), first + count)));
    }

    private static JsonNode texts(List<String> values) {
        ArrayNode array = Json.array();
        values.forEach(array::add);
        return array;
    }
}
