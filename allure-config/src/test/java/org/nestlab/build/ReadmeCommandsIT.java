package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Maven command of README.md and docs/*.md, on the skeleton of this repository's POMs. One that names a test runs
 * that test and no other: it is there under its name, in its module and with its tag.
 */
class ReadmeCommandsIT {

    @TempDir
    static Path folder;

    private static Skeleton build = new Skeleton(Path.of("."));

    @BeforeAll
    static void skeleton() throws IOException {
        build = Skeleton.in(folder.resolve("it's \"a\" föld er"));
        for (String command : commands()) {
            Optional<String> test = ReadmeCommands.test(command);
            if (test.isPresent()) {
                String module = ReadmeCommands.source(test.get()).getName(0).toString();
                build.test(module, test.get(), ReadmeCommands.tag(test.get()), test.get());
            }
        }
    }

    static List<String> commands() throws IOException {
        return ReadmeCommands.maven();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void itRunsWhatItNames(String command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.remove(0);
        words.addAll(List.of("-Dmaven.install.skip", "-Dinvoker.skip"));

        Skeleton.Outcome outcome = build.mvn(words.toArray(String[]::new));

        assertThat(outcome.status()).as(outcome.output()).isZero();
        List<String> tests = outcome.ran().stream()
                .filter(what -> !what.startsWith("host") && !what.equals("report"))
                .toList();
        Optional<String> named = ReadmeCommands.test(command);
        if (named.isPresent()) {
            assertThat(tests).as(outcome.output()).containsExactly(named.get());
        } else if (command.contains("-DskipTests") || command.equals("mvn clean")) {
            assertThat(tests).as(outcome.output()).isEmpty();
        } else {
            assertThat(tests).as(outcome.output()).isNotEmpty();
        }
    }
}
