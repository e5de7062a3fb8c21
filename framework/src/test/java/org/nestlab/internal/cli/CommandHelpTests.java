package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What each command says of itself. */
class CommandHelpTests {

    static Stream<CommandLine> commands() {
        return NestlabCommand.commandLine().getSubcommands().values().stream()
                .flatMap(command -> Stream.concat(Stream.of(command), command.getSubcommands().values().stream()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itHasAnExampleThatTheCommandLineTakes(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();

        List<String> examples = Arrays.stream(
                        command.getCommandSpec().usageMessage().footer())
                .map(String::strip)
                .filter(line -> line.contains(name))
                .map(line -> line.replaceFirst("^source <\\((.*)\\)$", "$1"))
                .toList();

        assertThat(examples).as("lines of the footer with '%s'", name).isNotEmpty();
        for (String example : examples) {
            String[] words = Pattern.compile("\"([^\"]*)\"|\\S+")
                    .matcher(example)
                    .results()
                    .map(word -> Optional.ofNullable(word.group(1)).orElseGet(word::group))
                    .toArray(String[]::new);
            assertThat(words[0]).isEqualTo("nestlab");
            assertThatCode(() -> NestlabCommand.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length)))
                    .as(example)
                    .doesNotThrowAnyException();
        }
        assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF)).contains(examples.get(0));
    }

    @Test
    void helpShowsWhatTheOptionShows() {
        assertThat(InProcess.run("help").printed())
                .isEqualTo(InProcess.run("--help").printed())
                .contains("doctor", "completion");
        assertThat(InProcess.run("help", "doctor"))
                .isEqualTo(InProcess.run("doctor", "--help"))
                .extracting(InProcess.Outcome::exitStatus)
                .isEqualTo(0);
        assertThat(InProcess.run("help", "host", "compare").printed())
                .isEqualTo(InProcess.run("host", "compare", "--help").printed())
                .contains("Usage: nestlab host compare");
    }

    @Test
    void helpNamesTheCommandThatWasMeant() {
        InProcess.Outcome outcome = InProcess.run("help", "docter");

        assertThat(outcome.exitStatus()).isEqualTo(2);
        assertThat(outcome.printed()).contains("Unmatched argument", "docter", "nestlab doctor");
    }

    @Test
    void aSubcommandIsFoundUnderItsName() {
        Subcommands.byName()
                .forEach((name, command) -> assertThat(new CommandLine(command.get()).getCommandName())
                        .isEqualTo(name));
    }

    @ParameterizedTest
    @CsvSource({"doctor --help, doctor", "host compare before, host"})
    void whatDoesNotRunIsNotBuilt(String words, String built) {
        CommandLine line = NestlabCommand.commandLine(words.split(" ", -1), () -> {
            throw new AssertionError("nobody asks for those of other modules");
        });

        assertThat(String.join(" ", line.getSubcommands().keySet())).isEqualTo(built);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "help", "completion", "docter", "report"})
    void whereTheyAreToldOfAllAreThere(String words) {
        CommandLine line = NestlabCommand.commandLine(words.split(" ", -1), () -> List.of(new Other()));

        assertThat(line.getSubcommands().keySet())
                .containsAll(Subcommands.byName().keySet());
        assertThat(line.getSubcommands()).containsKey("other");
    }

    @CommandLine.Command(name = "other")
    private static final class Other {}
}
