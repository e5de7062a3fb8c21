package org.nestlab.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.fake.Untidy;

class RequiredTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Kernel panic - not syncing:\\s;Kernel panic - not syncing:",
                "^BUG: (?:\\S+ )?stack guard page;stack guard page",
                "KVM internal error\\. Suberror: \\d+;KVM internal error. Suberror: ",
                "\\(initramfs\\);(initramfs)",
                "abc?;ab",
                "abc*def+g;def",
                "ab{2}cd;cd",
                "ab{2,}+c;a",
                "[]abc]x[^]y]zz;zz",
                "[a[bc]&&[^d]]xy;xy",
                "(?<name>abc)de;de",
                "(?=abc)d;d",
                "a(?!long text)b;a",
                "\ud83d\ude00?a;a",
            })
    void theLongestTextThatMustBeThere(String both) {
        int parted = both.lastIndexOf(';');
        assertThat(RequiredText.of(both.substring(0, parted))).isEqualTo(both.substring(parted + 1));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "a|b",
                "(?i)abc",
                "abc(?i:d)",
                "\\Qa|b\\E",
                "\\x41bc",
                "\\p{Lu}bc",
                "a\\u0041bc",
                "(abc)",
                "\\d+",
                "a?"
            })
    void whereNothingIsCertainThereIsNone(String regex) {
        assertThat(RequiredText.of(regex)).isEmpty();
    }

    /**
     * What is found without the text is what is found with it: any expression that compiles, in texts that it was made
     * of.
     */
    @Test
    void itNeverHidesALine() {
        Untidy.of(
                        "BTRFS error \\(device \\w+\\).*: forced (ro|read-?only)|x{2,3}[a-c]+",
                        "^(?:ab|c)?d*e+[^]f]\\.\\[g\\]$")
                .with("(?:", ")", "|", "?", "*", "+", "{2}", "[", "]", "\\", "\\Q", "\\E", "(?i)", "(?!", "^", "$", ".")
                .isRead(regex -> {
                    if (regex.length() > 1_000) {
                        RequiredText.of(regex);
                        return;
                    }
                    try {
                        Pattern pattern = Pattern.compile(regex);
                        String required = RequiredText.of(regex);
                        for (String line :
                                new String[] {"", regex, "deee.[g]", "BTRFS error (device vda): forced ro", "xxc"}) {
                            if (pattern.matcher(line).find()) {
                                assertThat(line).contains(required);
                            }
                        }
                    } catch (PatternSyntaxException e) {
                        // The parser of signatures refuses it.
                        RequiredText.of(regex);
                    }
                });
    }
}
