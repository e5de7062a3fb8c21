package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.machine.Payload.Added;
import org.nestlab.internal.image.BareKernel;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

class InitramfsTests {

    @TempDir
    Path folder;

    @BeforeEach
    void aKernelWithIntelsKvmAlone() throws IOException {
        assumeTrue(
                new LocalShell("L0 host")
                        .run(Command.shell("command -v cpio && command -v busybox"))
                        .succeeded(),
                "cpio or busybox is not installed here");
        Files.writeString(folder.resolve("kvm_intel.order"), "irqbypass\nkvm\nkvm-intel\n");
        Files.createDirectory(folder.resolve("modules"));
        for (String module : List.of("irqbypass", "kvm", "kvm-intel")) {
            Files.writeString(folder.resolve("modules/" + module + ".ko"), module);
        }
    }

    private String unpacked(Path archive, String path) {
        Path to = folder.resolve("unpacked");
        return new LocalShell("L0 host")
                .run(Command.shell("mkdir -p '%s'; cd '%s' && cpio --quiet -idu <'%s' && cat '%s'"
                        .formatted(to, to, archive, path)))
                .orThrow()
                .text();
    }

    @Test
    void loadsTheModulesInOrderWithTheParametersOfTheCommandLine() throws IOException {
        Path file = folder.resolve("initrd");
        Path probe = Files.writeString(folder.resolve("probe"), "a program");
        try (Initramfs initramfs = Initramfs.begin(
                file,
                false,
                new BareKernel(folder, "6.99"),
                Vendor.INTEL,
                "nosmt kvm_intel.ept=0 kvm.ignore_msrs=1 kvm_amd.npt=0")) {
            initramfs.payload("echo hello\n", List.of(Added.program("bin/probe", probe)));
        }

        assertThat(unpacked(file, "modules/order")).isEqualTo("irqbypass\nkvm ignore_msrs=1\nkvm-intel ept=0");
        assertThat(unpacked(file, "modules/parameters")).isEqualTo("kvm ignore_msrs\nkvm_intel ept");
        assertThat(unpacked(file, "payload")).isEqualTo("echo hello");
        assertThat(unpacked(file, "bin/probe")).isEqualTo("a program");
        assertThat(unpacked(file, "init")).startsWith("#!/bin/sh");
    }

    @Test
    void refusesAKernelWithTheOtherVendorsKvm() {
        assertThatThrownBy(() -> Initramfs.begin(
                        folder.resolve("initrd"), false, new BareKernel(folder, "6.99"), Vendor.AMD, ""))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the kernel 6.99 has no kvm_amd, neither built in nor as a module; expected one that has, as the machine's vendor is amd");
    }
}
