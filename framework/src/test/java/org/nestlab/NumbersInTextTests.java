package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is written does not depend on the user's language: {@code formatted} writes 7.75 as 7,75 where the user is
 * German, which no reader of ours takes and which makes two equal machines differ.
 */
class NumbersInTextTests {

    private static final Pattern FRACTION_IN_THE_USERS_LANGUAGE = Pattern.compile("\"[^\"\\n]*+\"\\s*+\\.formatted\\(");

    /** A fraction, or a number in groups of three. */
    private static final Pattern FRACTION =
            Pattern.compile("%[-+,0 ]*+\\d*+\\.[1-9]\\d*+[eEfgG]|%[-+0 ]*+,[-+0 ]*+\\d*+(\\.\\d++)?[deEfgG]");

    @Test
    void noFractionIsWrittenInTheUsersLanguage() throws IOException {
        Path sources = Path.of("");
        int read = 0;
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(
                            it -> it.toString().matches("(core|history|container|cli)/src/main/java/.*\\.java"))
                    .toList()) {
                List<String> bad = FRACTION_IN_THE_USERS_LANGUAGE
                        .matcher(Files.readString(file))
                        .results()
                        .map(it -> it.group())
                        .filter(it -> FRACTION.matcher(it).find())
                        .toList();
                assertThat(bad)
                        .as("in %s; expected String.format(Locale.ROOT, …)", file)
                        .isEmpty();
                read++;
            }
        }
        assertThat(read).as("sources that were read").isGreaterThan(100);
        assertThat(FRACTION.matcher("\"%+9.3f s\".formatted(").find()).isTrue();
        assertThat(FRACTION.matcher("\"%,12d exits\".formatted(").find()).isTrue();
        assertThat(FRACTION.matcher("\"%d exits, %s\".formatted(").find()).isFalse();
    }
}
