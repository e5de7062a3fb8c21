package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.image.BareKernel;

/** What the emulators say, read. */
class EmulatorsTests {

    private static final String HELP_27 = """
            00000000000i[      ] LTDL_LIBRARY_PATH not set. using compile time default '/usr/lib/x86_64-linux-gnu/bochs/plugins'
            Usage: bochs [flags] [bochsrc options]

              -rc filename     execute debugger commands stored in file
            00000000000i[SIM   ] quit_sim called with exit code 0
            ========================================================================
                                    Bochs x86 Emulator 2.7
                          Built from SVN snapshot on August  1, 2021
            """;

    private static final BochsEmulator OLD = BochsEmulator.of(Path.of("bochs"), Path.of("bochs"), HELP_27);
    private static final BochsEmulator LATER = BochsEmulator.of(Path.of("bochs"), Path.of("bochs"), """
              -debugger        start Bochs internal debugger on startup
              -rc filename     execute debugger commands stored in file
                                    Bochs x86 Emulator 3.0
            """);
    private static final TcgEmulator TCG = new TcgEmulator(Path.of("qemu"), "10.0.2");

    private static Optional<String> remark(String line) {
        return OLD.remark(MachineSpec.of(Vendor.INTEL), line);
    }

    @Test
    void tellsTheVersionsOfBochsApart() {
        assertThat(OLD.version()).isEqualTo("2.7");
        assertThat(OLD.debugger()).isTrue();
        assertThat(OLD.features()).isFalse();
        assertThat(LATER.debugger()).isFalse();
        assertThat(LATER.features()).isTrue();
    }

    @Test
    void aMachineIsKnownByWhatIsOnEveryOneOfItsEmulator() {
        assertThat(EmulatorIdentity.settings(OLD, "memory: guest=768"))
                .hasSize(64)
                .isEqualTo(EmulatorIdentity.settings(OLD, "memory: guest=768"))
                .isNotEqualTo(EmulatorIdentity.settings(OLD, "memory: guest=512"))
                .as("2.7 wants words on L1's command line")
                .isNotEqualTo(EmulatorIdentity.settings(LATER, "memory: guest=768"));
    }

    @Test
    void thePowerOffIsNoFaultAndUnknownRegistersAreNoRemark() {
        assertThat(remark("01672027899p[ACPI  ] >>PANIC<< ACPI control: soft power off"))
                .isEmpty();
        assertThat(remark("00196359257e[CPU0  ] RDMSR: Unknown register 0x1a0")).isEmpty();
        assertThat(remark("01672027899i[SIM   ] quit_sim called with exit code 1"))
                .isEmpty();
    }

    @Test
    void namesWhatTheEmulatorRefusesAsItsFault() {
        String remark = remark(
                        "01672027899e[CPU0  ] VMFAIL: VMCS EXEC CTRL: Posted Interrupt Descriptor phy addr malformed")
                .orElseThrow();

        assertThat(remark).isEqualTo("VMFAIL: VMCS EXEC CTRL: Posted Interrupt Descriptor phy addr malformed");
        assertThat(remark("1201672027899e[CPU0  ] VMFAIL: VMCS EXEC CTRL: PLE"))
                .as("after a hundred billion instructions")
                .contains("VMFAIL: VMCS EXEC CTRL: PLE");
        assertThat(OLD.isFault(remark)).isTrue();
        assertThat(OLD.isFault("PANIC: VMEXIT: cannot happen")).isTrue();
    }

    @Test
    void aTripleFaultIsTheGuests() {
        String remark = remark("00001672027p[CPU0  ] >>PANIC<< exception(): 3rd (13) exception with no resolution")
                .orElseThrow();

        assertThat(OLD.isFault(remark)).isFalse();
        assertThat(OLD.refusal(MachineSpec.of(Vendor.INTEL), remark)).isEmpty();
    }

    @Test
    void aConfigurationThatIsRefusedIsNoFault() {
        String remark = remark("00000000000p[      ] >>PANIC<< bochsrc:3: cpu: unknown model 'nosuch'")
                .orElseThrow();

        assertThat(OLD.isFault(remark)).isFalse();
        assertThat(OLD.refusal(MachineSpec.of(Vendor.INTEL), remark)).contains(remark);
    }

    @Test
    void bochsOpensNoWindowAndNoPort() {
        assertThat(OLD.configuration(MachineSpec.of(Vendor.INTEL), Path.of("bios"), Path.of("vga"))
                        .lines())
                .filteredOn(line -> line.startsWith("display_library:"))
                .containsExactly("display_library: term");
        assertThat(OLD.environment()).contains("DISPLAY=", "WAYLAND_DISPLAY=");
    }

    @Test
    void bochs27CannotChangeFeatures() {
        MachineSpec spec = MachineSpec.of(Vendor.INTEL).addCpuFeature("la57");
        BootFiles files = new BootFiles(new BareKernel(Path.of("k"), "6.1"), Path.of("i"), "");

        assertThatThrownBy(() -> OLD.prepare(spec, files, Path.of(".")))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("Bochs 2.7 cannot change the features of a CPU model");
    }

    @Test
    void missesOnlyTheFeaturesThatWereAskedFor() {
        String warning =
                "qemu-system-x86_64: warning: TCG doesn't support requested feature: CPUID[eax=8000000Ah].EDX.nrip-save [bit 3]";

        assertThat(TCG.remark(MachineSpec.of(Vendor.AMD), warning)).isEmpty();
        MachineSpec asked = MachineSpec.of(Vendor.AMD).addCpuFeature("nrip-save");
        assertThat(TCG.remark(asked, warning).flatMap(remark -> TCG.refusal(asked, remark)))
                .contains(warning);
        assertThat(TCG.refusal(
                        MachineSpec.of(Vendor.AMD), "qemu-system-x86_64: Property 'EPYC-x86_64-cpu.nosuch' not found"))
                .isPresent();
    }

    @Test
    void readsQemusVersion() {
        assertThat(TcgEmulator.versionIn("""
                        QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2+deb13u1~bpo12+1)
                        Copyright (c) 2003-2025 Fabrice Bellard and the QEMU Project developers
                        """)).isEqualTo("10.0.2 (Debian 1:10.0.2+ds-2+deb13u1~bpo12+1)");
    }

    @Test
    void readsTheLibrariesOfAProgram() {
        assertThat(HostPrograms.librariesIn("""
                        \tlinux-vdso.so.1 (0x00007fc977d71000)
                        \tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007fc977c94000)
                        \t/lib64/ld-linux-x86-64.so.2 (0x00007fc977d73000)
                        """))
                .containsExactly(Path.of("/lib/x86_64-linux-gnu/libz.so.1"), Path.of("/lib64/ld-linux-x86-64.so.2"));
        assertThat(HostPrograms.librariesIn("\tnot a dynamic executable\n")).isEmpty();
    }

    @Test
    void readAnyLine() {
        Untidy.of(
                        HELP_27,
                        "01672027899e[CPU0  ] VMFAIL: VMCS EXEC CTRL",
                        "\tlibz.so.1 => /lib/libz.so.1 (0x00007fc977c94000)",
                        "qemu-system-x86_64: warning: TCG doesn't support requested feature: CPUID.0DH:EAX.xsavec [bit 1]")
                .isRead(text -> {
                    BochsEmulator.of(Path.of("b"), Path.of("b"), text);
                    remark(text).ifPresent(remark -> OLD.refusal(MachineSpec.of(Vendor.INTEL), remark));
                    TCG.remark(MachineSpec.of(Vendor.AMD), text)
                            .ifPresent(remark -> TCG.refusal(MachineSpec.of(Vendor.AMD), remark));
                    TcgEmulator.versionIn(text);
                    HostPrograms.librariesIn(text);
                });
    }
}
