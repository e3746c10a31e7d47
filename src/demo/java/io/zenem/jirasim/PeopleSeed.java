package io.zenem.jirasim;

import java.util.List;
import java.util.Optional;

/** The generated people: with and without a visible address, inactive, apps, and names that break careless readers. */
final class PeopleSeed {
    private PeopleSeed() {}

    static void fill(Site site) {
        site.addUser(
                "712020:5f0c3c2e-0001-4000-8000-000000000001",
                "atlassian",
                "Admin Demo",
                Optional.of(site.options.email()),
                true,
                true,
                site.options.timeZone());
        person(site, "712020:5f0c3c2e-0002-4000-8000-000000000002", "Ada Example", "ada@demo.example", true);
        person(site, "557058:5f0c3c2e-0003-4000-8000-000000000003", "Ben Example", "ben@demo.example", true);
        person(site, "5b10a2844c20165700ede21g", "Chloé Müller-Ångström", "chloe@demo.example", true);
        person(site, "5b10ac8d82e05b22cc7d4ef5", "Dmitri Иванов", "", true);
        person(site, "712020:5f0c3c2e-0006-4000-8000-000000000006", "田中 花子", "", true);
        person(
                site,
                "712020:5f0c3c2e-0007-4000-8000-000000000007",
                "Eve \"The Breaker\" O'Neil",
                "Eve@Demo.Example",
                true);
        person(site, "712020:5f0c3c2e-0008-4000-8000-000000000008", "\u202Eيوسف\u202C مثال", "", true);
        person(site, "712020:5f0c3c2e-0009-4000-8000-000000000009", "🦊 Fox", "", true);
        person(
                site,
                "712020:5f0c3c2e-0010-4000-8000-000000000010",
                "L" + "o".repeat(197) + "ng",
                "long@demo.example",
                true);
        person(site, "712020:5f0c3c2e-0011-4000-8000-000000000011", "Gone Inactive", "gone@demo.example", false);
        person(site, "712020:5f0c3c2e-0012-4000-8000-000000000012", "Hidden Inactive", "", false);
        person(site, "712020:5f0c3c2e-0013-4000-8000-000000000013", "Former user", "", false);
        site.addUser(
                "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077",
                "app",
                "Automation for Jira",
                Optional.empty(),
                false,
                true,
                "");
        site.addUser("5d53f3cbc6b9320d9ea5bdc2", "app", "Jira Outlook", Optional.empty(), false, true, "");
        site.addUser(
                "qm:8a1bd8a3-d82d-4b4b-a8f5-1c0c1a1f8f2e:5c0b",
                "customer",
                "Portal Customer",
                Optional.empty(),
                false,
                true,
                "");
        person(site, "712020:5f0c3c2e-0017-4000-8000-000000000017", "Sam Same", "sam1@demo.example", true);
        person(site, "712020:5f0c3c2e-0018-4000-8000-000000000018", "Sam Same", "sam2@demo.example", true);
        person(site, "712020:5f0c3c2e-0019-4000-8000-000000000019", "Trailing Space ", "", true);
        person(
                site,
                "712020:5f0c3c2e-0020-4000-8000-000000000020",
                "O'Hara; DROP TABLE users",
                "ohara@demo.example",
                true);
        if (site.dataCenter()) {
            List.copyOf(site.userList())
                    .forEach(user -> site.replace(user.keyed("JIRAUSER" + (10_099 + user.number()))));
        }
    }

    private static void person(Site site, String accountId, String name, String email, boolean active) {
        Optional<String> address = email.isEmpty() ? Optional.empty() : Optional.of(email);
        site.addUser(accountId, "atlassian", name, address, true, active, SiteSeed.SOME_USERS_ZONE.getId());
    }
}
