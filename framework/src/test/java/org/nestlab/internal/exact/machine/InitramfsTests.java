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
                1,
                new BareKernel(folder, "6.99"),
                Vendor.INTEL,
                "nosmt kvm_intel.ept=0 kvm.ignore_msrs=1 kvm_amd.npt=0",
                false)) {
            initramfs.payload("echo hello\n", List.of(Added.program("bin/probe", probe)));
        }

        assertThat(unpacked(file, "modules/order")).isEqualTo("irqbypass\nkvm ignore_msrs=1\nkvm-intel ept=0");
        assertThat(unpacked(file, "modules/parameters")).isEqualTo("kvm ignore_msrs\nkvm_intel ept");
        assertThat(unpacked(file, "payload")).isEqualTo("echo hello");
        assertThat(unpacked(file, "bin/probe")).isEqualTo("a program");
        assertThat(unpacked(file, "init")).startsWith("#!/bin/sh");
    }

    @Test
    void loadsWhatADiskWantsOnceEach() throws IOException {
        Files.writeString(folder.resolve("virtio_mmio.order"), "virtio\nvirtio_ring\nvirtio_mmio\n");
        Files.writeString(folder.resolve("virtio_blk.order"), "virtio\nvirtio_ring\nvirtio_blk\n");
        for (String module : List.of("virtio", "virtio_ring", "virtio_mmio", "virtio_blk")) {
            Files.writeString(folder.resolve("modules/" + module + ".ko"), module);
        }
        Path file = folder.resolve("initrd");
        Path kernel = Files.writeString(folder.resolve("vmlinux"), "a kernel");
        try (Initramfs initramfs = Initramfs.begin(file, 2, new BareKernel(folder, "6.99"), Vendor.INTEL, "", true)) {
            initramfs.payload("run-l3\n", List.of()).inner(kernel, kernel, "quiet", List.of());
        }

        assertThat(unpacked(file, "modules/order"))
                .isEqualTo("irqbypass\nkvm\nkvm-intel\nvirtio\nvirtio_ring\nvirtio_mmio\nvirtio_blk");
        assertThat(unpacked(file, "bin/run-l3")).startsWith("#!/bin/sh");
        assertThat(unpacked(file, "guest/kernel")).isEqualTo("a kernel");
        assertThat(unpacked(file, "guest-mark")).isEmpty();
    }

    @Test
    void refusesAKernelWithoutADiskWhereOneIsWanted() {
        assertThatThrownBy(() -> Initramfs.begin(
                        folder.resolve("initrd"), 2, new BareKernel(folder, "6.99"), Vendor.INTEL, "", true))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the kernel 6.99 has no virtio_mmio, neither built in nor as a module; expected one that has, as its machine has a virtio disk");
    }

    @Test
    void refusesAKernelWithTheOtherVendorsKvm() {
        assertThatThrownBy(() -> Initramfs.begin(
                        folder.resolve("initrd"), 1, new BareKernel(folder, "6.99"), Vendor.AMD, "", false))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the kernel 6.99 has no kvm_amd, neither built in nor as a module; expected one that has, as the machine's vendor is amd");
    }
}
