package io.zenem.jira.jira;

import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class WikiTextTest {
    @ParameterizedTest
    @MethodSource
    void readsMarkup(String wiki, String plain) {
        assertThat(WikiText.toPlainText(wiki)).isEqualTo(plain);
    }

    static Stream<Arguments> readsMarkup() {
        return Stream.of(
                arguments("h1. Title\r\n\r\nbq. said", "Title\nsaid"),
                arguments("*bold* and _em_, -gone- +new+ (x^2^) H~2~O", "bold and em, gone new (x^2^) H~2~O"),
                arguments("*_both_*", "both"),
                arguments("??cited?? but why??, what?? and ?? ??", "cited but why??, what?? and ?? ??"),
                arguments("half{*}way{*} there", "halfway there"),
                arguments("{{mono_space}}", "mono_space"),
                arguments("{color:red}*now*{color} or later", "now or later"),
                arguments("{quote}\nsaid\n{quote}", "said"),
                arguments("{panel:title=Note|borderStyle=dashed}\ntake care\n{panel}", "Note\ntake care"),
                arguments("see {code:java}\nint *a* = b_c_d;\n\n}\n{code} done", "see\nint *a* = b_c_d;\n\n}\n done"),
                arguments("{noformat}*raw*{noformat}", "*raw*"),
                arguments(
                        "[the plan|https://example.com/p_l_n] [https://example.com/x]",
                        "the plan https://example.com/x"),
                arguments("[https://a.example/x|https://a.example/x|smart-link]", "https://a.example/x"),
                arguments(
                        "[mail|mailto:a@example.com] [mailto:b@example.com] [^log.txt]", "mail b@example.com log.txt"),
                arguments("ask [~accountid:712020:00-1] or [~jdoe]", "ask @712020:00-1 or @jdoe"),
                arguments("before !shot.png|width=10,alt=\"a plan\"! after !x y.jpg!", "before a plan after"),
                arguments("* a\n** b\n*# c\n*# d\n* e", "- a\n  - b\n  1. c\n  2. d\n- e"),
                arguments("# a\n# b\n\nthen\n# c", "1. a\n2. b\nthen\n1. c"),
                arguments("||Name||Size||\n|a|[two|https://example.com]|\n|b| |", "Name | Size\na | two\nb |"),
                arguments("one\\\\two\n----\nthree", "one\ntwo\nthree"),
                arguments("\\*not bold\\* \\{code\\}", "*not bold* {code}"),
                arguments("{anchor:top}start", "start"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snake_case_name and __init__ and _private_var",
                "2*3*4 = 24, 2 * 3 * 4, f(*args, **kwargs)",
                "a-b-c, 2026-01-02, --flag -x -y, well-known",
                "C:\\dir\\_x_\\file.txt and \\\\server\\share",
                "a {placeholder} and a lone {quote}",
                "[TODO] list[0] [a|b] {a: 1}",
                "Wow! Really! Yes!",
                "https://example.com/a_b_c?d=*e*&f=-g-",
                "5 > 3 || x | y",
                "1. one",
                "~5 to ~6, 10^3, C++ and C#",
                "mail a_b_c@example.com",
                "  indented",
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(WikiText.toPlainText(text)).isEqualTo(text);
    }

    @Test
    void takesHostileTextInItsStride() {
        for (String piece :
                new String[] {"{code}", "{{", "*a ", "[", "!a.png", "{noformat:x}", "\\", "|", "{*}", "_a"}) {
            assertThat(WikiText.toPlainText(piece.repeat(8_000))).isNotNull();
        }
    }

    @Property
    void neverFails(
            @ForAll
                    @Chars({'*', '_', '-', '{', '}', '[', ']', '|', '\\', '!', '~', '\n', 'a', ' ', '#'})
                    @StringLength(max = 60)
                    String text) {
        assertThat(WikiText.toPlainText(text)).doesNotContain("\r");
    }

    @Property
    void keepsLettersAndDigits(@ForAll @CharRange(from = '0', to = 'z') @StringLength(max = 40) String text) {
        String words = text.replaceAll("[^0-9A-Za-z_ ]", " ").trim();
        assertThat(WikiText.toPlainText(words).replaceAll("_", "")).isEqualTo(words.replaceAll("_", ""));
    }
}
