package org.nestlab.internal.cli;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** {@code nestlab doctor}: looks at the host and changes nothing. */
@Command(
        name = "doctor",
        description = "Says what the host has, what it lacks, and which tier a lab would take. Changes nothing.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:a lab would come up", "1:it would not, or the host cannot be reached", "2:usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab doctor --connect qemu+ssh://root@host/system")
final class DoctorCommand extends PrintingCommand implements Callable<Integer> {

    private final Sites sites = new Sites();
    private final Function<String, OpenHost> hosts;

    @Option(names = "--json", description = "The same as JSON, for programs.")
    private boolean json;

    @Option(
            names = "--connect",
            paramLabel = "URI",
            description = "The libvirt of the host to look at, instead of nestlab.connect.")
    private @Nullable String connect;

    /** On real machines. */
    DoctorCommand() {
        this(uri -> new Sites().openHost(uri));
    }

    /** @param hosts opens the host of a libvirt URI */
    DoctorCommand(Function<String, OpenHost> hosts) {
        this.hosts = hosts;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.fromSystemProperties();
        DoctorReport report = look(settings, connect == null ? settings.connect() : connect);
        // Colours on a terminal alone, and not where NO_COLOR is set.
        print((json ? DoctorJson.render(report) : DoctorText.render(report, Ansi.AUTO)).stripTrailing());
        return report.ready() ? ExitStatus.READY : ExitStatus.NOT_READY;
    }

    private DoctorReport look(Settings settings, String uri) {
        try (OpenHost open = hosts.apply(uri)) {
            return DoctorReport.of(DoctorFindings.of(sites, open, settings));
        } catch (LabConfigurationException e) {
            throw e;
        } catch (LabException e) {
            return DoctorReport.unreachable(uri, String.valueOf(e.getMessage()), DoctorFindings.here());
        }
    }
}
