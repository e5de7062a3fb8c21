package org.nestlab.internal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nestlab setup}: the packaged script that prepares a Debian host, which {@code mvn -Psetup} runs too. */
@Command(
        name = "setup",
        description = "Installs what the host lacks and starts libvirt; says what it does. Needs root or sudo.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done, or ready", "1:failed, or not ready", "2:usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab setup check")
final class SetupCommand extends WithHelp implements Callable<Integer> {

    static final String SCRIPT = "/org/nestlab/host/setup.sh";

    /** What the script is asked to do. */
    enum Action {
        CHECK,
        INSTALL,
        STOP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ToIntFunction<List<String>> run;

    @Parameters(
            arity = "0..1",
            defaultValue = "install",
            paramLabel = "ACTION",
            description = "${COMPLETION-CANDIDATES}; default: install.")
    private Action action = Action.INSTALL;

    SetupCommand() {
        // Output goes straight to the terminal: apt talks for minutes.
        this(Programs.HERE);
    }

    /**
     * @param run runs a command line and returns its exit status
     */
    SetupCommand(ToIntFunction<List<String>> run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Path script = Files.createTempFile("nestlab-setup", ".sh");
        // Where it is interrupted, too.
        script.toFile().deleteOnExit();
        try (InputStream packaged =
                Objects.requireNonNull(SetupCommand.class.getResourceAsStream(SCRIPT), "no resource " + SCRIPT)) {
            Files.copy(packaged, script, StandardCopyOption.REPLACE_EXISTING);
            return run.applyAsInt(List.of("bash", script.toString(), action.toString()));
        } finally {
            Files.deleteIfExists(script);
        }
    }
}
