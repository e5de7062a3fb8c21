package org.nestlab.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nestlab doctor}: looks at the host and changes nothing. */
@Command(
        name = "doctor",
        description = "Says what the host has, what it lacks, and which tier a lab would take. Changes nothing.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:a lab would come up", "1:it would not", "2:the command was not understood"})
final class DoctorCommand extends WithHelp implements Callable<Integer> {

    private final HostAccess access;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "The same for machines.")
    private boolean json;

    @Option(
            names = "--connect",
            paramLabel = "URI",
            description = "The libvirt of the host to look at, instead of nestlab.connect.")
    private @Nullable String connect;

    DoctorCommand(HostAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.fromSystemProperties();
        Report report = Report.of(look(settings, connect == null ? settings.connect() : connect));
        PrintWriter out =
                Objects.requireNonNull(spec, "set by picocli").commandLine().getOut();
        out.print(json ? JsonReport.render(report) + System.lineSeparator() : TextReport.render(report));
        out.flush();
        return report.ready() ? ExitStatus.READY : ExitStatus.NOT_READY;
    }

    private Findings look(Settings settings, String uri) {
        try (HostAccess.Open open = access.open(uri);
                LocalShell here = new LocalShell("this machine")) {
            return new Findings(
                    HostFacts.of(open.host(), settings.stateDir().toString()),
                    Runner.of(here::run),
                    open.connect(),
                    ImageCache.of(settings.imageDir()),
                    settings.tier().name().toLowerCase(Locale.ROOT));
        }
    }
}
