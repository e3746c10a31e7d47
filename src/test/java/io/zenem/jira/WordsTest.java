package io.zenem.jira;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Words that had several meanings, or that nobody in this field uses, do not come back. docs/glossary.md has those that replaced them. */
class WordsTest {
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|sql|yaml|properties|md|ts)");
    private static final Path ITSELF = Path.of("src/test/java/io/zenem/jira/WordsTest.java");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buried",
                "risen",
                "bereft",
                "comforted",
                "condemned",
                "loosened",
                "roster",
                "doubted",
                "second.?look",
                "takes? (one|it|them) up again",
                "taken up again",
                "suspect(s|ed)?",
                "orphan(s|ed)?",
                "bereaved",
                "abandoned",
                "untold",
                "(un)?settled_for",
                "letters-(end|others)",
                "sample_?question",
                "change-carry",
                "at work",
                "in hand",
                "passed over",
                "puts? (it |them )?right",
                "mend(s|ed)?",
                "anew",
                "prolongs?",
                "patience",
                "errordesk",
                "clockface",
                "must(fit|stay)",
                "none of ours",
                "the guard",
                "brake",
                "portions?",
                "settle[sd]?",
                "settling",
                "(job|schedule|points|oauth)-turn",
                "next turn",
                "turns? of a timer",
                "jiraquestion",
                "nobody's business"
            })
    void aRetiredWordStaysAway(String word) throws IOException {
        Pattern pattern = Pattern.compile("\\b" + word + "\\b", Pattern.CASE_INSENSITIVE);
        assertThat(places(pattern))
                .as("say it in the words of docs/glossary.md")
                .isEmpty();
    }

    private static List<String> places(Pattern word) throws IOException {
        List<String> places = new ArrayList<>();
        for (String root : List.of("src", "docs", "bench", "README.md")) {
            for (Path file : files(Path.of(root))) {
                for (String line : Files.readAllLines(file)) {
                    if (word.matcher(line).find()) {
                        places.add(file + ": " + line.strip());
                    }
                }
            }
        }
        return places;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> below = Files.walk(root)) {
            return below.filter(file -> TEXT.matcher(file.toString()).matches())
                    .filter(file -> !file.equals(ITSELF))
                    // what was migrated once stays as it was written
                    .filter(file -> !file.getFileName().toString().matches("V\\d+__.*|UpgradeTest.java"))
                    .toList();
        }
    }
}
