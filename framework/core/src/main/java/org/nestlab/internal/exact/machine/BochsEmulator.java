package org.nestlab.internal.exact.machine;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CpuFeature;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/**
 * Intel's VMX: Bochs, whose clock is its count of instructions. Versions 2.7 and 3.0.
 *
 * @param program that is started; it may be a script around {@code binary}
 * @param binary the emulator itself
 * @param debugger whether it starts in its debugger, as Debian's 2.7 does
 * @param features whether features of a CPU model can be changed, as 3.0 can
 */
record BochsEmulator(Path program, Path binary, String version, boolean debugger, boolean features)
        implements Emulator {

    /**
     * Without posted interrupts: Bochs 3.0 requires their descriptor at the start of a page, while hardware accepts any
     * multiple of 64 bytes.
     */
    private static final String USUAL_CPU = "corei3_cnl";

    /** Draws with characters; others open a window, and rfb listens on all addresses without a password. */
    private static final String DISPLAY = "term";

    private static final int MEMORY_MIB = 768;
    private static final int INSTRUCTIONS_A_SECOND = 50_000_000;

    /** A prime, so that with each seed the timers interrupt at other instructions. */
    private static final int SEED_STEP = 10_007;

    private static final String LOG = "bochs.log";
    private static final String USE = "which emulates Intel's VMX";

    //                         Bochs x86 Emulator 2.7
    private static final Pattern VERSION = Pattern.compile("(?m)^\\s{0,60}+Bochs x86 Emulator (\\S{1,40}+)");
    //   -rc filename     execute debugger commands stored in file
    private static final Pattern DEBUGGER = Pattern.compile("(?m)^ {0,8}+-rc ");
    //   -debugger        start Bochs internal debugger on startup
    private static final Pattern ON_REQUEST = Pattern.compile("(?m)^ {0,8}+-debugger ");
    private static final String PANIC = "PANIC: ";
    private static final String VMFAIL = "VMFAIL";
    // 01672027899p[ACPI  ] >>PANIC<< ACPI control: soft power off
    private static final String POWER_OFF = ">>PANIC<< ACPI control: soft power off";
    /** A triple fault of the guest: the last way in which a panicked kernel reboots. */
    private static final String TRIPLE_FAULT = "exception with no resolution";

    // 01672027899e[CPU0  ] VMFAIL: VMCS EXEC CTRL: Posted Interrupt Descriptor phy addr malformed
    // The count of instructions has eleven digits, or more where it needs them.
    private static final Pattern LINE = Pattern.compile("\\d{11,20}([pe])\\[[^\\]]{0,8}+\\] (.*)");

    static BochsEmulator installed() {
        Path program = HostPrograms.find("bochs", "bochs", USE);
        Path binary = Stream.of("/usr/bin/bochs-bin", program.toString())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(program);
        String said = new LocalShell("L0 host")
                .run(Command.shell(Command.quote(program.toString()) + " --help 2>&1"))
                .stdout();
        return of(program, binary, said);
    }

    /** @param said the output of {@code bochs --help} */
    static BochsEmulator of(Path program, Path binary, String said) {
        Matcher version = VERSION.matcher(said);
        String number = version.find() ? version.group(1) : "unknown";
        return new BochsEmulator(
                program,
                binary,
                number,
                DEBUGGER.matcher(said).find() && !ON_REQUEST.matcher(said).find(),
                !number.startsWith("2."));
    }

    @Override
    public Vendor vendor() {
        return Vendor.INTEL;
    }

    @Override
    public EmulatorIdentity identity(MachineSpec spec) {
        return EmulatorIdentity.of(
                this, "Bochs", version, FileHash.of(binary), cpu(spec), configuration(MachineSpec.of(Vendor.INTEL)));
    }

    @Override
    public List<String> prepare(MachineSpec spec, BootFiles files, Path folder) throws IOException {
        if (!features && !spec.cpuFeatures().isEmpty()) {
            throw new LabConfigurationException(
                    "Bochs %s cannot change the features of a CPU model, and %s asks for it; expected Bochs 3.0 or newer, or another model"
                            .formatted(version, spec));
        }
        BootDisc.write(files, folder);
        Files.writeString(folder.resolve("bochsrc"), configuration(spec), StandardCharsets.UTF_8);
        if (!debugger) {
            return List.of(program.toString(), "-q", "-f", "bochsrc");
        }
        Files.writeString(folder.resolve("commands"), "c\n", StandardCharsets.UTF_8);
        return List.of(program.toString(), "-q", "-f", "bochsrc", "-rc", "commands");
    }

    private String configuration(MachineSpec spec) {
        return configuration(
                spec,
                HostPrograms.file("bochsbios", USE, "/usr/share/bochs/BIOS-bochs-latest"),
                HostPrograms.file(
                        "vgabios",
                        USE,
                        "/usr/share/vgabios/vgabios.bin",
                        "/usr/share/bochs/VGABIOS-lgpl-latest.bin",
                        "/usr/share/bochs/VGABIOS-lgpl-latest"));
    }

    String configuration(MachineSpec spec, Path bios, Path vgaBios) {
        return """
                config_interface: textconfig
                display_library: %s
                cpu: model=%s, count=1, ips=%d, reset_on_triple_fault=0, ignore_bad_msrs=1%s
                memory: guest=%d, host=%d
                romimage: file=%s
                vgaromimage: file=%s
                ata0: enabled=1, ioaddr1=0x1f0, ioaddr2=0x3f0, irq=14
                ata0-master: type=cdrom, path=%s, status=inserted
                boot: cdrom
                vga: realtime=0
                clock: sync=none, time0=1700000000, rtc_sync=0
                com1: enabled=1, mode=file, dev=%s
                panic: action=fatal
                error: action=report
                speaker: enabled=0
                log: %s
                """.formatted(
                        DISPLAY,
                        model(spec),
                        INSTRUCTIONS_A_SECOND + (spec.seed() - 1) * SEED_STEP,
                        changes(spec),
                        MEMORY_MIB,
                        MEMORY_MIB,
                        bios,
                        vgaBios,
                        BootDisc.FILE,
                        SERIAL,
                        LOG);
    }

    private static String model(MachineSpec spec) {
        return spec.cpuModel().isEmpty() ? USUAL_CPU : spec.cpuModel();
    }

    /** Random numbers of the CPU would make two boots differ; 2.7 cannot leave them out. */
    private String changes(MachineSpec spec) {
        if (!features) {
            return "";
        }
        String more = names(spec, true);
        String fewer = Stream.of("rdrand,rdseed", names(spec, false))
                .filter(names -> !names.isEmpty())
                .collect(joining(","));
        return (more.isEmpty() ? "" : ", add_features=\"%s\"".formatted(more))
                + ", exclude_features=\"%s\"".formatted(fewer);
    }

    private static String names(MachineSpec spec, boolean present) {
        return spec.cpuFeatures().stream()
                .filter(feature -> feature.present() == present)
                .map(CpuFeature::name)
                .collect(joining(","));
    }

    private String cpu(MachineSpec spec) {
        return model(spec) + changes(spec).replace("\"", "");
    }

    /**
     * By number, which kernels of all versions understand: xsavec and xsaves, because CPUID of 2.7 reports the size of
     * the other format, so that kernels warn and Linux 7.3 oopses; and pku, because its part of that state has no size.
     */
    @Override
    public String kernelArguments() {
        return features ? "" : "clearcpuid=321,323,515";
    }

    @Override
    public List<String> logs() {
        return List.of(LOG);
    }

    /** Bochs needs the name of a terminal, but no terminal, and opens no window. */
    @Override
    public List<String> environment() {
        return List.of("TERM=vt100", "DISPLAY=", "WAYLAND_DISPLAY=");
    }

    /**
     * Registers that Bochs does not know are not worth a remark, and neither is the power-off, which it reports as a
     * panic.
     */
    @Override
    public Optional<String> remark(MachineSpec spec, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || line.contains(POWER_OFF)) {
            return Optional.empty();
        }
        String text = matcher.group(2).replace(">>PANIC<<", "").strip();
        if (matcher.group(1).equals("p")) {
            return Optional.of(PANIC + text);
        }
        return Optional.of(text).filter(it -> it.startsWith(VMFAIL));
    }

    // 00207312666p[TERM  ] >>PANIC<< Received SIGHUP: quit simulation
    @Override
    public boolean isEndFromOutside(String remark) {
        return remark.startsWith(PANIC + "Received SIGHUP");
    }

    @Override
    public boolean isFault(String remark) {
        return remark.startsWith(VMFAIL)
                || (remark.startsWith(PANIC) && !isRefusal(remark) && !remark.contains(TRIPLE_FAULT));
    }

    @Override
    public Optional<String> refusal(MachineSpec spec, String remark) {
        return isRefusal(remark) ? Optional.of(remark) : Optional.empty();
    }

    // 00000000000p[      ] >>PANIC<< bochsrc:2: display library 'term' not available
    @Override
    public Optional<String> missing(String remark) {
        return remark.endsWith("display library '%s' not available".formatted(DISPLAY))
                ? Optional.of(
                        "the display library %s of Bochs is not installed, which opens no window. Install the package bochs-%s"
                                .formatted(DISPLAY, DISPLAY))
                : Optional.empty();
    }

    /** Panics of its configuration. */
    private static boolean isRefusal(String remark) {
        return remark.startsWith(PANIC)
                && (remark.contains("bochsrc:")
                        || remark.contains("display library")
                        || remark.contains("CPU model")
                        || remark.contains("cpu model"));
    }
}
