package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;

class VmExitsTests {

    private static final String PRINTED = """
            enabling apic
            setup: CPU 1 online
            cr0 = 80010011
            pci-testdev at 0x10 membar febff000 iobar c000
            cpuid 41223
            vmcall 39011
            inl_from_qemu 92033
            tscdeadline_immed 88001
            ipi 120345
            """;

    @TempDir
    private Path folder;

    private VmExits exits = VmExits.of(Path.of("set below"));

    @BeforeEach
    void build() throws IOException {
        Path kernel = folder.resolve("kut/x86/vmexit.flat");
        Files.createDirectories(kernel.getParent());
        Files.writeString(kernel, "a small kernel");
        exits = VmExits.of(folder.resolve("kut"));
    }

    /** The script in a real shell, with a QEMU that keeps the kernel that it is to boot, and ends like a real one. */
    @Test
    void bootsTheKernelAndReadsItsCycles() throws IOException {
        LocalTestbed local = new LocalTestbed(folder, "sh");
        local.program("qemu-system-x86_64", """
                #!/bin/sh
                [ "$1" = --version ] && { echo 'QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2)'; exit; }
                echo "$@" >%1$s/words
                while [ "$1" != -kernel ]; do shift; done
                cp "$2" %1$s/kernel
                cat <<'END'
                %2$sEND
                exit 1
                """.formatted(folder, PRINTED));

        Measurement measured = exits.measure(local);

        assertThat(measured.values())
                .containsExactly(
                        entry(exits.metrics().get(0), 41223.0),
                        entry(exits.metrics().get(1), 39011.0),
                        entry(exits.metrics().get(2), 92033.0),
                        entry(exits.metrics().get(3), 88001.0),
                        entry(exits.metrics().get(4), 120345.0));
        assertThat(exits.metrics())
                .extracting(Metric::name)
                .containsExactly(
                        "vmexit.cpuid",
                        "vmexit.vmcall",
                        "vmexit.inl-from-qemu",
                        "vmexit.tscdeadline-immed",
                        "vmexit.ipi");
        assertThat(measured.facts()).containsEntry("qemu", "10.0.2").containsKey("vmexit");
        assertThat(folder.resolve("kernel")).hasContent("a small kernel");
        assertThat(folder.resolve("words"))
                .content()
                .startsWith("-accel kvm ")
                .endsWith(" -append cpuid vmcall inl_from_qemu tscdeadline_immed ipi\n");
        assertThat(local.tmp).isEmptyDirectory();
    }

    /** Printed by QEMU 10.0.2 on a machine without KVM. */
    @Test
    void aMachineWithoutKvmMeasuresNothing() {
        assertThatThrownBy(
                        () -> VmExits.read(
                                "QEMU emulator version 10.0.2\nqemu-system-x86_64: -accel kvm: failed to initialize kvm: No such file or directory\n"))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage(
                        "vmexit's output has no line of cpuid; it ends with: QEMU emulator version 10.0.2 qemu-system-x86_64: -accel kvm: failed to initialize kvm: No such file or directory");
    }

    @Test
    void anOperationThatIsMissingOrOverflowedMakesItInvalid() {
        assertThatThrownBy(() -> VmExits.read(PRINTED.replace("ipi 120345", "ipi (skipped)")))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageStartingWith("vmexit's output has no line of ipi; it ends with: ");
        assertThatThrownBy(() -> VmExits.read(PRINTED.replace("ipi 120345", "ipi -2011")))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("vmexit's line of ipi is -2011; expected a number greater than 0");
    }

    @Test
    void saysWhatIsNoBuiltSuite() {
        assertThatThrownBy(() -> VmExits.of(folder).measure(new FakeTestbed()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "%s/x86/vmexit.flat cannot be read; expected the folder in which ./configure && make built kvm-unit-tests",
                        folder);
    }

    @Test
    void survivesAnything() {
        Hostile.check(PRINTED, VmExits::read);
    }
}
