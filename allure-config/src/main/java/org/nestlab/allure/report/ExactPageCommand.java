package org.nestlab.allure.report;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code nestlab exact-page}: what exits cost, as pictures. It is public because the command line finds it as a
 * service.
 */
@Command(
        name = "exact-page",
        description =
                "Draws what exits cost, kernel by kernel and vendor by vendor, from files of `nestlab exact --output`.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:the page cannot be written", "2:a file has no such figures, or usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab exact-page 6.1-nestlab-exact.json 6.12-nestlab-exact.json")
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExactPageCommand extends Subcommand {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "In the order of the bars, the oldest kernel first.")
    private List<Path> files = List.of();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = ExactPage.FILE,
            description = "The page; ${DEFAULT-VALUE} in the current folder.")
    private Path output = Path.of(ExactPage.FILE);

    @Override
    public Integer call() {
        ExactFigures figures = ExactFigures.ofFiles(files);
        if (!figures.problems().isEmpty()) {
            throw new LabConfigurationException(String.join("; ", figures.problems()));
        }
        PageFile.write(output, ExactPage.of(figures));
        say("What exits cost on %d kernels: %s".formatted(figures.machines().size(), output.toUri()));
        return 0;
    }
}
