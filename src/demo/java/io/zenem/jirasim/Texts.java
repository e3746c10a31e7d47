package io.zenem.jirasim;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** The words of generated issues, ordinary ones and the odd ones that break careless readers. */
final class Texts {
    private static final List<String> VERBS = List.of(
            "Add",
            "Fix",
            "Remove",
            "Rename",
            "Speed up",
            "Document",
            "Test",
            "Migrate",
            "Review",
            "Split",
            "Cache",
            "Secure");
    private static final List<String> THINGS = List.of(
            "the login form",
            "the invoice export",
            "search suggestions",
            "the nightly import",
            "the release notes",
            "the checkout page",
            "rate limits",
            "the audit log",
            "user avatars",
            "the settings dialog",
            "webhook retries",
            "the API gateway");
    private static final List<String> WHERE =
            List.of("on mobile", "for guests", "in the admin area", "after the upgrade", "for large customers");
    private static final List<String> ODD = List.of(
            "Quotes \" and ' and \\ backslash \\\" everywhere",
            "Simple language :#${body} and ${header.x} and {{properties:user.home}}",
            "Question ? marks ?? and :name parameters",
            "Robert'); DROP TABLE issues;-- ' OR 1=1",
            "Emoji 🎉👩‍👩‍👧‍👦 and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 beyond the plane",
            "日本語のタイトルと中文标题和한국어",
            "Right to left \u202Eתירבע and العربية mixed",
            "<script>alert('x')</script> &amp; <b>bold</b>",
            "Tabs\tand  double   spaces and trailing space ",
            "%s %d %n {0} %00",
            "Zero\u200Bwidth and no\u00A0break and combining e\u0301");

    private Texts() {}

    static String summary(Dice dice, long id) {
        if (dice.chance(id, 101, 6)) {
            return pick(ODD, dice, id, 102);
        }
        return pick(VERBS, dice, id, 103) + " " + pick(THINGS, dice, id, 104) + " " + pick(WHERE, dice, id, 105);
    }

    /** A document, or JSON null for one issue in five. */
    static JsonNode description(Dice dice, long id, List<User> users) {
        int kind = dice.roll(id, 110, 40);
        return switch (kind) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> Json.nothing();
            case 8, 9 -> listed(dice, id);
            case 10, 11 -> tabled(dice, id);
            case 12, 13 -> mentioning(dice, id, users);
            case 14, 15 -> coded(dice, id);
            case 16 -> strange(dice, id);
            case 17 -> Adf.doc();
            case 18 -> Adf.plain(pick(ODD, dice, id, 111) + "\n\n" + pick(ODD, dice, id, 112));
            case 19 ->
                dice.chance(id, 113, 20) ? Adf.plain(sentence(dice, id, 114).repeat(600)) : said(dice, id);
            default -> said(dice, id);
        };
    }

    static String sentence(Dice dice, long id, int salt) {
        return "We should " + pick(VERBS, dice, id, salt).toLowerCase(java.util.Locale.ROOT) + " "
                + pick(THINGS, dice, id, salt + 1) + " " + pick(WHERE, dice, id, salt + 2) + ". ";
    }

    private static JsonNode said(Dice dice, long id) {
        return Adf.doc(
                Adf.paragraph(Adf.text(sentence(dice, id, 120)), Adf.text("Soon.", "strong")),
                Adf.paragraph(Adf.text(sentence(dice, id, 124)), Adf.text("maybe", "em", "strike")));
    }

    private static JsonNode listed(Dice dice, long id) {
        return Adf.doc(
                Adf.heading(2, "Steps"),
                Adf.list("orderedList", "Open " + pick(THINGS, dice, id, 130), "Wait", "Look"),
                Adf.heading(3, "Notes"),
                Adf.list("bulletList", sentence(dice, id, 131), "second", "third"),
                Json.object().put("type", "rule"),
                Adf.node("blockquote", Adf.paragraph(Adf.text("quoted"))));
    }

    private static JsonNode tabled(Dice dice, long id) {
        return Adf.doc(
                Adf.paragraph(Adf.text("Measured:")),
                Adf.table(List.of(
                        List.of("case", "ms"),
                        List.of(pick(THINGS, dice, id, 140), Integer.toString(dice.roll(id, 141, 900))),
                        List.of("pipe | in cell", "0"))));
    }

    private static JsonNode mentioning(Dice dice, long id, List<User> users) {
        User user = pick(users, dice, id, 150);
        return Adf.doc(Adf.paragraph(
                Adf.mention(user),
                Adf.text(" please look "),
                Adf.emoji(":smile:", "😄"),
                Json.object().put("type", "hardBreak"),
                Adf.link("the page", "https://example.com/a?b=c&d=%20"),
                Adf.text(" and "),
                Adf.leaf("inlineCard", "url", "https://example.com/browse/ABC-" + dice.roll(id, 151, 100))));
    }

    private static JsonNode coded(Dice dice, long id) {
        return Adf.doc(
                Adf.panel("warning", sentence(dice, id, 160)),
                Adf.code("java", "if (a < b && c > d) {\n    return \"" + dice.roll(id, 161, 100) + "\";\n}"),
                Adf.paragraph(Adf.text("Set "), Adf.text("max_wait", "code"), Adf.text(" to zero.")));
    }

    /** Nodes that no reader knows yet, and text inside them. */
    private static JsonNode strange(Dice dice, long id) {
        return Adf.doc(
                Adf.node("futureBlock", Adf.paragraph(Adf.text(sentence(dice, id, 170)))),
                Adf.node("expand", Adf.paragraph(Adf.text("hidden text"))),
                Adf.paragraph(
                        Adf.leaf("status", "text", "IN REVIEW"),
                        Adf.leaf("date", "timestamp", "1767225600000"),
                        Adf.leaf("futureInline", "what", "ever")),
                Adf.node("mediaSingle", Adf.leaf("media", "id", "6e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5")));
    }

    static <T> T pick(List<T> list, Dice dice, long id, int salt) {
        return list.get(dice.roll(id, salt, list.size()));
    }
}
