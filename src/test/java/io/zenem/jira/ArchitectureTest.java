package io.zenem.jira;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may know whom. A room is a package about one subject; routes lead from one room to the next. */
class ArchitectureTest {
    private static final String ANY_ROOM = "io.zenem.jira..";

    private static final List<String> NAMES_OF_SECRETS = List.of("secret", "token", "password", "authorization");

    /** Records that carry one and are never an answer, each with what it is. */
    private static final Map<String, String> NEVER_ANSWERED = Map.of(
            "HttpCall.authorization", "the header of one call, made for the wire and forgotten with it",
            "DesiredWebhook.secret", "the webhook's secret on its way to Jira, shown to nobody",
            "TokenWalk.token", "Jira's token of the next page, no credential",
            "Begun.authorizationUrl",
                    "the address at Atlassian, told once to the admin who asked; its state ends with its use, or after ten minutes");

    @Test
    void everyPackageHasItsPlace() {
        classes()
                .should()
                .resideInAnyPackage(rooms(
                        "jira",
                        "work",
                        "crypto",
                        "api",
                        "mapping",
                        "connector",
                        "oauth",
                        "sync",
                        "job",
                        "webhook",
                        "schedule",
                        "read",
                        "user",
                        "failure",
                        "sample",
                        "change",
                        "lease",
                        "metric",
                        "overview",
                        "camel",
                        "platform"))
                .because("a new room needs a rule here that says whom it may know; add it, then name it in this list")
                .check(MainClasses.ALL);
    }

    @Test
    void testsWithSettingsOfTheirOwnAreNamedSo() {
        classes()
                .that()
                .areAnnotatedWith(TestProfile.class)
                .should()
                .haveSimpleNameEndingWith("ProfileTest")
                .because("each starts a service of its own, and pom.xml runs them before the halves by that name")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages("io.zenem"));
    }

    @Test
    void jiraKnowsNoOtherRoom() {
        mayKnow("jira", "it says what Jira is to anybody; what only we need of it belongs into the room that needs it");
    }

    @Test
    void leaseKnowsNoOtherRoom() {
        mayKnow("lease", "it knows names and fences, and not what is done under them");
    }

    @Test
    void metricKnowsNoOtherRoom() {
        mayKnow("metric", "it counts what a route hands it; take a number or a text as a parameter");
    }

    @Test
    void workKnowsNoOtherRoom() {
        mayKnow("work", "it is Zenem's vocabulary; how Jira's issues become work is said in mapping");
    }

    @Test
    void cryptoKnowsNoOtherRoom() {
        mayKnow("crypto", "it encrypts text, whoever it is from; hand it a string instead of a record");
    }

    @Test
    void apiKnowsOnlyJirasFailures() {
        noClasses()
                .that(resideInAPackage(room("api")))
                .should()
                .dependOnClassesThat(othersThan("api").and(not(assignableTo("io.zenem.jira.jira.JiraFailure"))))
                .because(
                        "it is the contract's vocabulary and turns failures into answers; a room throws ApiException, and"
                                + " a new kind of failure of Jira extends JiraFailure")
                .check(MainClasses.ALL);
    }

    @Test
    void changeKnowsNoOtherRoom() {
        mayKnow("change", "a change is a message like any other to whoever sends it; its statement makes its content");
    }

    @Test
    void mappingKnowsJiraWorkAndApi() {
        mayKnow(
                "mapping",
                "a mapping is tried without a connector; pass what it needs as a SiteContext",
                "jira",
                "work",
                "api");
    }

    @Test
    void connectorKnowsWhatIsBelowIt() {
        mayKnow(
                "connector",
                "a connector does not know what is done with it; let the route hand the result on",
                "jira",
                "work",
                "api",
                "mapping",
                "crypto");
    }

    @Test
    void sampleKnowsMappingAndWhatIsBelowIt() {
        mayKnow(
                "sample",
                "it looks at issues and writes nothing; pass what it needs of the connector as a SampleContext",
                "jira",
                "work",
                "api",
                "mapping");
    }

    @Test
    void oauthKnowsConnectorAndWhatIsBelowIt() {
        mayKnow(
                "oauth",
                "it gets tokens for a connector, whatever they are used for; let the route hand them on",
                "jira",
                "api",
                "crypto",
                "connector");
    }

    @Test
    void syncKnowsWhatIsBelowIt() {
        mayKnow(
                "sync",
                "all ways in end here, so it must not know any of them; pass what differs as a parameter",
                "jira",
                "work",
                "api",
                "mapping",
                "crypto",
                "connector");
    }

    @Test
    void theWaysInDoNotKnowEachOther() {
        for (String room : List.of("job", "webhook", "schedule", "read", "user", "failure", "overview")) {
            mayKnow(
                    room,
                    "a route leads from one way in to another; move what two of them share to sync or below",
                    "jira",
                    "work",
                    "api",
                    "mapping",
                    "crypto",
                    "connector",
                    "sync");
        }
    }

    @Test
    void theSimulatorKnowsNoRoom() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(ANY_ROOM))
                .because(
                        "a stand-in that shares code with what is tested against it repeats its errors; write it again")
                .check(MainClasses.SIMULATOR);
    }

    @Test
    void noRoomKnowsTheSimulator() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.zenem.jirasim.."))
                .because("the service must not differ with the demo site there; talk to it over HTTP")
                .check(MainClasses.ALL);
    }

    @Test
    void noRoomKnowsCamelOrPlatform() {
        noClasses()
                .that(not(resideInAnyPackage(rooms("camel", "platform"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(rooms("camel", "platform")))
                .because(
                        "they wire the rooms to the outside; take an interface or a value of your own as a parameter and let"
                                + " them supply it")
                .check(MainClasses.ALL);
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("io.zenem.jira.(*)..")
                .should()
                .beFreeOfCycles()
                .because(
                        "two rooms that know each other are one; move what both need to the lower one, or let a route lead"
                                + " from one to the other")
                .check(MainClasses.ALL);
    }

    @Test
    void camelStaysInItsRoom() {
        onlyIn(
                "org.apache.camel..",
                "a room takes parameters and gives records, so that it is tested without Camel; put the adapter into camel",
                "camel");
    }

    @Test
    void jdbcStaysInItsRooms() {
        String repair =
                "statements are .sql files that routes call; only the inbox and the database's start need a connection";
        onlyIn("java.sql..", repair, "camel", "platform");
        onlyIn("javax.sql..", repair, "camel", "platform");
    }

    @Test
    void vertxStaysAtTheDoor() {
        onlyIn("io.vertx..", "rooms see an ApiRequest and give records; put what speaks HTTP into api", "api");
    }

    @Test
    void signaturesAreComparedInConstantTime() {
        classes()
                .that()
                .haveSimpleName("HmacSignature")
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .because("a comparison that ends at the first difference tells how much of a guess was right")
                .check(MainClasses.ALL);
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Signature")
                .and()
                .resideInAPackage(room("webhook"))
                .should()
                .callMethod(String.class, "equals", Object.class)
                .orShould()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .because("it ends at the first difference; use MessageDigest.isEqual")
                .check(MainClasses.ALL);
    }

    @Test
    void recordsNameNoSecret() {
        classes()
                .that(DescribedPredicate.describe("are records", JavaClass::isRecord))
                .should(nameNoSecret())
                .because(
                        "any record may end up as an answer or in a log; keep secrets encrypted under another name, or, where"
                                + " the record never leaves us, say so in NEVER_ANSWERED")
                .check(MainClasses.ALL);
    }

    @Test
    void recordsThatAreExcusedForTheirSecretsExist() {
        assertThat(MainClasses.ALL.stream()
                        .filter(JavaClass::isRecord)
                        .flatMap(ArchitectureTest::components)
                        .map(ArchitectureTest::nameOf))
                .as("an entry of NEVER_ANSWERED for something that is gone; remove it")
                .containsAll(NEVER_ANSWERED.keySet());
    }

    @Test
    void namesSayWhatAClassIsFor() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$]([A-Za-z]*(Util|Utils|Manager|Helper)|Abstract[A-Z]\\w*)")
                .because(
                        "such a name fits everything; name the one thing it knows, or move its methods to the records they"
                                + " are about")
                .check(MainClasses.ALL);
        noClasses()
                .should()
                .resideInAnyPackage("..impl..", "..util..")
                .because("a room is about a subject; move the class to the room whose subject it is")
                .check(MainClasses.ALL);
    }

    private static void mayKnow(String room, String because, String... others) {
        noClasses()
                .that(resideInAPackage(room(room)))
                .should()
                .dependOnClassesThat(othersThan(room).and(not(resideInAnyPackage(rooms(others)))))
                .because(because)
                .check(MainClasses.ALL);
    }

    private static void onlyIn(String library, String because, String... rooms) {
        noClasses()
                .that(not(resideInAnyPackage(rooms(rooms))))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .because(because)
                .check(MainClasses.ALL);
    }

    private static DescribedPredicate<JavaClass> othersThan(String room) {
        return resideInAPackage(ANY_ROOM).and(not(resideInAPackage(room(room))));
    }

    private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }

    private static String[] rooms(String... names) {
        return Stream.of(names).map(ArchitectureTest::room).toArray(String[]::new);
    }

    private static String room(String name) {
        return "io.zenem.jira." + name + "..";
    }

    private static ArchCondition<JavaClass> nameNoSecret() {
        return new ArchCondition<>("have no component whose name contains one of " + NAMES_OF_SECRETS) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                components(type)
                        .filter(component -> !NEVER_ANSWERED.containsKey(nameOf(component)))
                        .filter(ArchitectureTest::soundsSecret)
                        .forEach(component ->
                                events.add(SimpleConditionEvent.violated(component, component.getFullName())));
            }
        };
    }

    private static Stream<JavaField> components(JavaClass type) {
        return type.getFields().stream().filter(field -> !field.getModifiers().contains(JavaModifier.STATIC));
    }

    private static boolean soundsSecret(JavaField component) {
        String name = component.getName().toLowerCase(Locale.ROOT);
        return NAMES_OF_SECRETS.stream().anyMatch(name::contains);
    }

    private static String nameOf(JavaField component) {
        return component.getOwner().getSimpleName() + "." + component.getName();
    }
}
