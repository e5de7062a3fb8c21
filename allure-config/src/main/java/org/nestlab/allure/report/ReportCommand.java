package org.nestlab.allure.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.ProvisioningException;
import org.nestlab.cli.Subcommand;
import org.nestlab.history.RunHistory;
import org.nestlab.report.ReportHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code nestlab report}: the overhead page from the history alone. It is public because the command line finds it as a
 * service.
 */
@Command(
        name = "report",
        subcommands = ReportMergeCommand.class,
        description = "Draws what each level costs, run after run, from what was kept.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:the history cannot be read, or the page not be written", "2:usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab report --output overhead.html")
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReportCommand extends Subcommand {

    @Option(names = "--history", paramLabel = "FILE|URL", description = "Instead of nestlab.history.")
    private @Nullable String address;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = OverheadPage.FILE,
            description = "The page; ${DEFAULT-VALUE} in the current folder.")
    private Path output = Path.of(OverheadPage.FILE);

    @Override
    public Integer call() {
        RunHistory history = ReportHistory.open(Optional.ofNullable(address));
        Measurements measured = MeasurementsReader.ofHistory(() -> history);
        if (!measured.problems().isEmpty()) {
            throw new ProvisioningException(measured.problems().get(0));
        }
        Path file = output.toAbsolutePath().normalize();
        if (Files.isDirectory(file)) {
            file = file.resolve(OverheadPage.FILE);
        }
        PageFile.write(file, OverheadPage.of(measured));
        say("Nestlab report: %s (%s)"
                .formatted(file.toUri(), Headline.of(measured).text()));
        return 0;
    }
}
