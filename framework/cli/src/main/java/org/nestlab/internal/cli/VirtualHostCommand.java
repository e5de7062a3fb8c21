package org.nestlab.internal.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.EmulatorFaultException;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.settings.UnknownSettings;
import org.nestlab.internal.upgrade.StartHistory;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.Outcome;
import org.nestlab.virtualhost.NestedProof;
import org.nestlab.virtualhost.VirtualHost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nestlab virtual-host}: does the nested KVM code of a host kernel work, without a host that runs it? */
@Command(
        name = "virtual-host",
        description = {
            "Boots a kernel on an emulated host with AMD's SVM, a hypervisor on its KVM, and a guest in that, which prints what runs it.",
            "Any machine will do. It says whether the kernel's nested code works, and nothing of how fast it is.",
            "With --vendor all of it is an exact machine, which has AMD's SVM or Intel's VMX, a serial line and nothing else."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the nested guest proved that it runs on the KVM of the virtual host",
            "2:usage error, or the request names something that does not exist",
            "3:it did not: no boot, no KVM, or nothing printed within the limit",
            "125:cannot tell: this machine cannot hold the lab, or its emulation broke a guest"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab virtual-host --candidate L1.kernel=image")
final class VirtualHostCommand extends PrintingCommand implements Callable<Integer> {

    @Option(
            names = "--candidate",
            paramLabel = "STACK",
            description =
                    "What the virtual host runs, as L1.kernel=deb:FILE: `nestlab gate --help` has the rest. L1 is the"
                            + " virtual host, L2 the hypervisor on it. The image's kernel where none is given.")
    private List<String> candidate = List.of();

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            defaultValue = "20m",
            description =
                    "How long all of it may take, fetching the kernel and two attempts included; ${DEFAULT-VALUE}.")
    private String limit = "20m";

    @Option(
            names = "--vendor",
            paramLabel = "amd|intel",
            description = "An exact machine of this vendor in place of a lab: quicker, and the same at each call.")
    private @Nullable String vendor;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "With --vendor: other timings of interrupts, each repeatable. Without it the first of 1, 2 and 3 that does not hang.")
    private @Nullable Integer seed;

    private final Supplier<LabEngine> engine;
    private final ExactHost exact;

    /** On real machines. */
    VirtualHostCommand() {
        this(LabEngines::current, ExactHost.here());
    }

    VirtualHostCommand(Supplier<LabEngine> engine, ExactHost exact) {
        this.engine = engine;
        this.exact = exact;
    }

    /** As with the gate, an exit status that stands for a fault of the candidate stands for nothing else. */
    @Override
    public Integer call() {
        UnknownSettings.check("the system properties", System.getProperties().stringPropertyNames());
        Settings settings = Settings.from(this::setting);
        try {
            return (vendor == null ? look(settings) : look(Vendor.parse(vendor), settings)).exitStatus();
        } catch (LabConfigurationException e) {
            throw e;
        } catch (HostNotCapableException e) {
            print("%s: %s".formatted(Outcome.CANNOT_TELL, e.getMessage()));
        } catch (RuntimeException e) {
            error(e);
        }
        return Outcome.CANNOT_TELL.exitStatus();
    }

    private Outcome look(Vendor of, Settings settings) {
        MachineSpec spec = MachineSpec.of(of).on(Stack.parse(candidate));
        return exact.look(
                seed == null ? spec : spec.withSeed(seed),
                seed != null,
                settings,
                settings.runLimit().orElse(MachineProof.LIMIT),
                this::print);
    }

    private Outcome look(Settings settings) {
        Stack stack = Stack.parse(candidate);
        LabSpec spec = stack.applyTo(VirtualHost.lab());
        long start = System.nanoTime();
        RunningLab up;
        try {
            up = engine.get().bringUp(spec, settings);
        } catch (LabConfigurationException | HostNotCapableException e) {
            throw e;
        } catch (LabException e) {
            Outcome outcome = e instanceof EmulatorFaultException ? Outcome.CANNOT_TELL : Outcome.DOES_NOT_WORK;
            print("%s: the virtual host did not get to a nested guest, %s: %s%s"
                    .formatted(outcome, after(start), e.getMessage(), StartHistory.of(e)));
            return outcome;
        }
        try (RunningLab lab = up) {
            Guest host = lab.guests().get(0);
            String boots = after(start);
            lab.startedAgain().forEach(why -> print("started again, as " + why));
            NestedProof proof = VirtualHost.of(host).prove();
            print(proof.text().stripTrailing());
            Optional<String> broken = proof.holds() ? Optional.empty() : lab.emulatorFault();
            Outcome outcome =
                    proof.holds() ? Outcome.GOOD : broken.isPresent() ? Outcome.CANNOT_TELL : Outcome.DOES_NOT_WORK;
            print("%s: all levels up %s, and the proof heard %s%s"
                    .formatted(
                            outcome,
                            boots,
                            after(start),
                            broken.map(fault -> "; " + fault).orElse("")));
            return outcome;
        }
    }

    private static String after(long start) {
        return "after %d s"
                .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    /** Emulated, unless the user sets another tier: a host with nesting hardware would lend the candidate its own. */
    private Optional<String> setting(String key) {
        if (key.equals(Setting.TIMEOUT_RUN.key())) {
            return Optional.of(limit);
        }
        Optional<String> told = Optional.ofNullable(System.getProperty(key));
        return key.equals(Setting.TIER.key()) ? told.or(() -> Optional.of("emulated")) : told;
    }
}
