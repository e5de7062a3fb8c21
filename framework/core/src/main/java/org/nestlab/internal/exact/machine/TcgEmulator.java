package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CpuFeature;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/** AMD's SVM: QEMU's TCG, which counts instructions with {@code -icount}. */
record TcgEmulator(Path program, String version) implements Emulator {

    private static final String USUAL_CPU = "EPYC";
    private static final int MEMORY_MIB = 1024;

    // QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2+deb13u1~bpo12+1)
    private static final Pattern VERSION = Pattern.compile("QEMU emulator version (\\S.*)");
    // qemu-system-x86_64: warning: TCG doesn't support requested feature: CPUID[eax=8000000Ah].EDX.nrip-save [bit 3]
    private static final Pattern NOT_EMULATED =
            Pattern.compile("warning: TCG doesn't support requested feature: CPUID\\S* \\[bit \\d{1,2}+\\]");
    private static final Pattern FEATURE = Pattern.compile("\\.([a-z0-9_-]{1,60}+) \\[bit");
    // qemu-system-x86_64: Property 'EPYC-x86_64-cpu.nosuch' not found
    private static final Pattern NOT_KNOWN =
            Pattern.compile("Property '[^']{1,80}+' not found|unable to find CPU model");

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\D.*");

    /** What the kernel reads as false. */
    private static final Set<String> OFF = Set.of("0", "n", "N", "off");

    static TcgEmulator installed() {
        Path program = HostPrograms.find("qemu-system-x86_64", "qemu-system-x86", "which emulates AMD's SVM");
        return new TcgEmulator(
                program,
                versionIn(new LocalShell("L0 host")
                        .run(Command.of(program.toString(), "--version"))
                        .stdout()));
    }

    /** The version in what {@code --version} printed. */
    static String versionIn(String text) {
        return text.lines()
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("unknown");
    }

    @Override
    public Vendor vendor() {
        return Vendor.AMD;
    }

    @Override
    public EmulatorIdentity identity(MachineSpec spec) {
        String usual = String.join(" ", machine(MachineSpec.of(Vendor.AMD)));
        return EmulatorIdentity.of(this, "QEMU", version, FileHash.of(program), cpu(spec), usual);
    }

    @Override
    public List<String> prepare(MachineSpec spec, BootFiles files, Path folder) throws IOException {
        Path kernel = files.kernel()
                .vmlinux()
                .or(files.kernel()::bzImage)
                .orElseThrow(() -> new LabConfigurationException("%s has no kernel file".formatted(files.kernel())));
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(machine(spec));
        command.addAll(List.of(
                "-kernel",
                kernel.toString(),
                "-initrd",
                files.initramfs().toString(),
                "-append",
                files.commandLine(),
                "-serial",
                "file:" + SERIAL));
        return command;
    }

    /** The machine without its kernel. */
    private static List<String> machine(MachineSpec spec) {
        return List.of(
                "-M",
                "q35",
                "-accel",
                "tcg,thread=single",
                // Time advances with instructions, and does not wait for the host's clock while the guest is idle.
                "-icount",
                "shift=0,sleep=off",
                "-cpu",
                cpu(spec),
                "-m",
                Integer.toString(MEMORY_MIB),
                "-smp",
                "1",
                "-nodefaults",
                "-no-user-config",
                "-display",
                "none",
                "-no-reboot",
                "-rtc",
                "base=2023-11-14T22:13:20,clock=vm",
                "-seed",
                Integer.toString(spec.seed()));
    }

    private static String cpu(MachineSpec spec) {
        List<String> words = new ArrayList<>();
        words.add(spec.cpuModel().isEmpty() ? USUAL_CPU : spec.cpuModel());
        words.add(Vendor.AMD.flag() + "=on");
        words.add("npt=on");
        for (CpuFeature feature : spec.cpuFeatures()) {
            words.add(feature.name() + (feature.present() ? "=on" : "=off"));
        }
        return String.join(",", words);
    }

    @Override
    public List<String> logs() {
        return List.of();
    }

    /** Models include features that TCG lacks; only a feature that was asked for is an error. */
    @Override
    public Optional<String> remark(MachineSpec spec, String line) {
        return Optional.of(line.strip())
                .filter(text -> !text.isEmpty())
                .filter(text -> !NOT_EMULATED.matcher(text).find() || isWanted(spec, text));
    }

    private static boolean isWanted(MachineSpec spec, String warning) {
        Matcher feature = FEATURE.matcher(warning);
        return feature.find() && spec.cpuFeatures().contains(new CpuFeature(feature.group(1), true));
    }

    @Override
    public boolean isFault(String remark) {
        return remark.contains("qemu: fatal:") || remark.contains("Assertion `") || remark.contains("ERROR:../");
    }

    /**
     * From 9.1 on, a guest's read of CR3 is intercepted only if reads of CR0 are (target/i386/tcg/decode-new.c.inc).
     * Without nested paging a Linux in L2 then reads the root of KVM's shadow page tables, and halts.
     */
    @Override
    public Optional<String> knownHang(MachineSpec spec, List<String> lines) {
        boolean shadowPaging = Optional.ofNullable(
                        CommandLines.parameters(spec.kernel().arguments(), Vendor.AMD)
                                .get(Vendor.AMD.module()))
                .map(parameters -> parameters.get("npt"))
                .filter(OFF::contains)
                .isPresent();
        return shadowPaging && isFrom(9, 1) && lines.stream().noneMatch(Serial::isBeginOfL2)
                ? Optional.of("QEMU %s takes a guest's read of CR3 for one of CR0, so that no Linux boots in L2 without"
                                .formatted(version)
                        + " nested paging (kvm_amd.npt=0); expected QEMU older than 9.1, or nested paging")
                : Optional.empty();
    }

    private boolean isFrom(int major, int minor) {
        Matcher numbers = NUMBERS.matcher(version + " ");
        if (!numbers.matches()) {
            return false;
        }
        int first = Integer.parseInt(numbers.group(1));
        return first > major || (first == major && Integer.parseInt(numbers.group(2)) >= minor);
    }

    // qemu-system-x86_64: terminating on signal 15 from pid 4711 (sh)
    @Override
    public boolean isEndFromOutside(String remark) {
        return remark.contains("terminating on signal ");
    }

    @Override
    public Optional<String> refusal(MachineSpec spec, String remark) {
        return NOT_KNOWN.matcher(remark).find() || NOT_EMULATED.matcher(remark).find()
                ? Optional.of(remark)
                : Optional.empty();
    }
}
