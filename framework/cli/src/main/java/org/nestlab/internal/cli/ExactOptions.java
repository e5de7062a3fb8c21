package org.nestlab.internal.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.CostRun;
import org.nestlab.internal.exact.cost.Measuring;
import org.nestlab.internal.exact.cost.Subject;
import org.nestlab.internal.settings.Settings;
import org.nestlab.stack.Stack;
import picocli.CommandLine.Option;

/** What both measuring and accepting of exact costs want to know. */
final class ExactOptions {

    /** Makes what measures. */
    @FunctionalInterface
    interface Factory {

        /** On machines that are emulated here. */
        Factory HERE = CostRun::onThisMachine;

        Measuring open(Settings settings, Duration limit, Subject subject, boolean reasons, Consumer<String> progress);
    }

    @Option(
            names = "--vendor",
            paramLabel = "VENDOR",
            split = ",",
            description = "Whose virtualization: amd (SVM, by QEMU) or intel (VMX, by Bochs); default: both.")
    private List<String> vendors = List.of();

    @Option(
            names = "--candidate",
            paramLabel = "STACK",
            description = {
                "The stack to measure, for example L1.kernel=deb:FILE or L1.kvm_intel.enable_shadow_vmcs=0; "
                        + "default: Debian 12's kernel.",
                "`nestlab gate --help` says what a stack is; here it has kernel, cmdline and module parameters of L1 and L2, and L1.cpu."
            })
    private List<String> candidate = List.of();

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "How long one boot may take by this machine's clock; ${DEFAULT-VALUE}.")
    private String limit = "15m";

    @Option(
            names = "--reasons",
            description = "Also shows the reasons for which L1's KVM is entered for one exit of L3, or one request.")
    private boolean reasons;

    @Option(
            names = "--io",
            description = {
                "Requests in place of exits: a page read from a virtio disk and written to one, a page through a pipe, and a process, each",
                "in L2, and in a Linux inside it, L3. It takes two to three times as long."
            })
    private boolean io;

    @Option(
            names = "--mitigations",
            paramLabel = "WHICH",
            defaultValue = "default",
            description = "L1's: default, off (mitigations=off on both sides), or both, one after the other.")
    private String mitigations = "default";

    Subject subject() {
        return io ? Subject.REQUESTS : Subject.EXITS;
    }

    List<Vendor> vendors() {
        return vendors.isEmpty()
                ? List.of(Vendor.values())
                : vendors.stream().map(Vendor::parse).distinct().toList();
    }

    /** Whether a vendor that cannot be emulated here is an error, and not left out. */
    boolean named() {
        return !vendors.isEmpty();
    }

    Stack candidate() {
        return Stack.parse(candidate);
    }

    boolean hasCandidate() {
        return !candidate.isEmpty();
    }

    /** Whether L1's kernel mitigates, for each time that all is to be measured. */
    List<Boolean> mitigations() {
        return switch (mitigations) {
            case "default" -> List.of(true);
            case "off" -> List.of(false);
            case "both" -> List.of(true, false);
            default ->
                throw new LabConfigurationException(
                        "'%s' is not valid for --mitigations; expected default, off or both".formatted(mitigations));
        };
    }

    static MachineSpec machine(Vendor vendor, Stack stack, boolean mitigations) {
        return MachineSpec.of(vendor).withMitigations(mitigations).on(stack);
    }

    Measuring open(Factory factory, Settings settings, Consumer<String> progress) {
        return factory.open(settings, duration(limit), subject(), reasons, progress);
    }

    /** {@code 15m}, {@code 90s}, {@code 1h}. */
    private static Duration duration(String text) {
        String number = text.isEmpty() ? "" : text.substring(0, text.length() - 1);
        @Nullable
        Duration unit = switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(1);
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            default -> null;
        };
        if (unit == null || !number.matches("[1-9][0-9]{0,4}")) {
            throw new LabConfigurationException(
                    "'%s' is not a valid limit; expected a time like 90s or 15m".formatted(text));
        }
        return unit.multipliedBy(Long.parseLong(number));
    }

    /** The kernels of {@code --kernels} as stacks. */
    static List<Stack> kernels(List<String> names) {
        List<Stack> stacks = new ArrayList<>();
        names.forEach(name -> stacks.add(Stack.parse("L1.kernel=" + name)));
        return stacks;
    }
}
