package org.nestlab.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.machine.Command;

/**
 * What an exit to the KVM of a machine costs: {@code x86/vmexit.flat} of kvm-unit-tests, a small kernel, is booted on
 * that KVM and times each operation in cycles of the time-stamp counter. {@link ExitProbe} measures the KVM that runs a
 * machine; this workload measures the one that the machine runs, so the machine needs {@code /dev/kvm} and QEMU. A
 * guest has it where its spec has {@code withNesting(true)}.
 *
 * <h2>Metrics</h2>
 *
 * In cycles, less is better. The names are those of the program, with dashes for underscores.
 *
 * <ul>
 *   <li>{@code vmexit.cpuid}
 *   <li>{@code vmexit.vmcall}: a hypercall
 *   <li>{@code vmexit.inl-from-qemu}: a port that QEMU reads, so that the exit goes on to user space
 *   <li>{@code vmexit.tscdeadline-immed}: a timer that fires at once
 *   <li>{@code vmexit.ipi}: an interrupt from one virtual CPU to the other
 * </ul>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VmExits implements Workload {

    private static final String NAME = "vmexit";
    private static final List<String> OPERATIONS =
            List.of("cpuid", "vmcall", "inl_from_qemu", "tscdeadline_immed", "ipi");
    private static final Path KERNEL = Path.of("x86", "vmexit.flat");

    // QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2+deb13u1)
    private static final Pattern VERSION = Pattern.compile("(?m)^QEMU emulator version (\\S++)");

    private final Path suite;

    private VmExits(Path suite) {
        this.suite = suite;
    }

    /**
     * By a built suite.
     *
     * @param suite the folder in which {@code ./configure && make} built kvm-unit-tests; its {@code x86/vmexit.flat} is
     *     read when something is measured
     */
    public static VmExits of(Path suite) {
        return new VmExits(suite);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Metric> metrics() {
        return OPERATIONS.stream().map(VmExits::metric).toList();
    }

    private static Metric metric(String operation) {
        return Metric.lowerIsBetter(NAME + "." + operation.replace('_', '-'), "cycles");
    }

    @Override
    public Needs needs() {
        return Needs.program("qemu-system-x86_64", "base64", "mktemp", "timeout");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("vcpus", "2", "operations", String.join(" ", OPERATIONS));
    }

    /**
     * The program's exit status is 1 where it came to its end, and so is QEMU's where it does not start: what counts is
     * that each figure is there.
     *
     * @throws LabConfigurationException if the suite has no such kernel
     */
    @Override
    public Measurement measure(Testbed testbed) {
        byte[] kernel = kernel();
        String text = Output.of(
                        testbed,
                        Command.shell("""
                                f=$(mktemp "${TMPDIR:-/tmp}/nestlab-vmexit.XXXXXX") || exit 1
                                trap 'rm -f "$f"' EXIT
                                trap 'exit 1' HUP INT TERM
                                base64 -d >"$f" || exit 1
                                qemu-system-x86_64 --version
                                timeout -k 5 600 qemu-system-x86_64 -accel kvm -cpu qemu64,+x2apic,+tsc-deadline \
                                  -smp 2 -m 64 -nodefaults -no-reboot -display none -serial stdio \
                                  -device pc-testdev -device isa-debug-exit,iobase=0xf4,iosize=0x4 \
                                  -kernel "$f" -append '%s' </dev/null 2>&1
                                true
                                """.formatted(String.join(" ", OPERATIONS)))
                                .withInput(Base64.getEncoder().encodeToString(kernel)),
                        Duration.ofMinutes(3))
                .stdout();
        Measurement measured =
                Measurement.of(read(text)).addFact("vmexit", Sha256.hex(kernel).substring(0, 12));
        return VERSION.matcher(text)
                .results()
                .findFirst()
                .map(it -> measured.addFact("qemu", it.group(1)))
                .orElse(measured);
    }

    private byte[] kernel() {
        Path file = suite.resolve(KERNEL);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LabConfigurationException(
                    "%s cannot be read; expected the folder in which ./configure && make built kvm-unit-tests"
                            .formatted(file),
                    e);
        }
    }

    /**
     * Reads the cycles of each operation.
     *
     * @throws InvalidMeasurementException if one is missing, or is no number greater than 0
     */
    static Map<Metric, Double> read(String text) {
        Map<Metric, Double> values = new LinkedHashMap<>();
        for (String operation : OPERATIONS) {
            // inl_from_qemu 92033
            Pattern line = Pattern.compile("(?m)^%s (-?[0-9]{1,10})$".formatted(operation));
            values.put(metric(operation), Output.positive("vmexit", "line of " + operation, line, text));
        }
        return values;
    }
}
