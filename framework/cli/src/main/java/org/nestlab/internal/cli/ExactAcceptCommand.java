package org.nestlab.internal.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.ExactText;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.Accepted;
import org.nestlab.internal.exact.cost.AcceptedFile;
import org.nestlab.internal.exact.cost.ExactRun;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.settings.UnknownSettings;
import org.nestlab.internal.thresholds.ExactLimits;
import org.nestlab.upgrade.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nestlab exact accept}: these figures are what later ones are compared with. */
@Command(
        name = "accept",
        description = {
            "Measures a kernel, and writes its figures into a file that belongs into your repository: `nestlab exact` compares with them.",
            "A rise can be right, for example because of a new mitigation; the reason says why. Figures of the "
                    + "other vendor stay as they are."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the figures were written",
            "2:usage error, or the figures to accept cannot be trusted",
            "3:the kernel does not work",
            "125:cannot tell: nothing was written"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab exact accept --reason \"a new mitigation\"")
final class ExactAcceptCommand extends JudgingCommand {

    @Mixin
    private final ExactOptions options = new ExactOptions();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why these figures are right.")
    private String reason = "";

    @Option(
            names = "--accepted",
            paramLabel = "FILE",
            description = "The file to write; default: exact-baseline.yaml, or exact-io-baseline.yaml with --io.")
    private @Nullable Path accepted;

    private final ExactOptions.Factory factory;
    private final Clock clock;

    /** On real machines. */
    ExactAcceptCommand() {
        this(ExactOptions.Factory.HERE, Clock.systemUTC());
    }

    ExactAcceptCommand(ExactOptions.Factory factory, Clock clock) {
        this.factory = factory;
        this.clock = clock;
    }

    @Override
    Outcome judge() {
        UnknownSettings.check("the system properties", System.getProperties().stringPropertyNames());
        Settings settings = Settings.fromSystemProperties();
        ExactRun run = new ExactRun(options.open(factory, settings, this::print), ExactLimits.none(), true);
        List<Boolean> mitigations = options.mitigations();
        if (mitigations.size() > 1) {
            throw new LabConfigurationException(
                    "'both' is not valid for --mitigations of accept, because a file has one vendor's figures "
                            + "once; expected default or off");
        }
        Path file = accepted == null ? AcceptedFile.usual(options.subject()) : accepted;
        Outcome outcome = Outcome.CANNOT_TELL;
        for (Vendor vendor : options.vendors()) {
            Part part;
            try {
                part = run.measure(ExactOptions.machine(vendor, options.candidate(), mitigations.get(0)));
            } catch (HostNotCapableException e) {
                if (options.named()) {
                    throw e;
                }
                print("%s was left out: %s".formatted(vendor.word(), e.getMessage()));
                continue;
            }
            part.notes().forEach(note -> print("  note: " + note));
            if (part.outcome() != Outcome.GOOD) {
                print("%s: %s: %s; nothing was written of it".formatted(vendor.word(), part.outcome(), part.reason()));
                return part.outcome();
            }
            // what is good was measured
            ExactCosts costs = part.candidate().orElseThrow();
            AcceptedFile.add(
                    file, Accepted.of(costs, reason, LocalDate.now(clock).toString()));
            print(ExactText.of(costs).stripTrailing());
            print("%s: the figures of %s are in %s".formatted(vendor.word(), costs.kernel(), file));
            outcome = Outcome.GOOD;
        }
        return outcome;
    }
}
