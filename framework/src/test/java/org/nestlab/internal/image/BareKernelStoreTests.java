package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.spec.KernelSource;

/** The real script, on files that look like kernels. */
class BareKernelStoreTests {

    private static final String VERSION = "6.99.1-test";
    private static final List<String> BUILT_IN = List.of("serial/8250", "kvm", "kvm-amd");

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @BeforeAll
    static void onlyWhereThereAreTheTools() {
        String tools =
                "PATH=$PATH:/usr/sbin:/sbin; for t in modprobe depmod lz4 zstd xz dpkg-deb objcopy readelf; do command -v $t >/dev/null"
                        + " || exit 1; done";
        assumeTrue(
                new LocalShell("L0 host").run(Command.shell(tools)).succeeded(),
                "not all programs that make a kernel bootable are installed here");
    }

    private static byte[] elf(int machine) {
        ByteBuffer image = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        image.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        image.putShort(18, (short) machine);
        image.position(64);
        image.put(("Linux version " + VERSION + " (x)").getBytes(StandardCharsets.US_ASCII));
        return image.array();
    }

    private KernelSource tree(byte[] kernel, List<String> builtIn) throws IOException {
        return new KernelSource.Folder(FakeKernels.tree(folder.resolve("tree"), VERSION, kernel, builtIn));
    }

    private static byte[] bzImage(boolean for64Bits) {
        return FakeKernels.bzImage(VERSION, for64Bits);
    }

    private BareKernel make(KernelSource source) {
        return new BareKernelStore(folder.resolve("cache")).ensure(source, progress::add);
    }

    private void refuses(KernelSource source, String message) {
        assertThatThrownBy(() -> make(source))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isMadeOnceForTwoMachinesSideBySide() throws Exception {
        KernelSource source = tree(bzImage(true), BUILT_IN);
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        Callable<BareKernel> making = () -> new BareKernelStore(folder.resolve("cache")).ensure(source, said::add);
        List<FutureTask<BareKernel>> both = List.of(new FutureTask<>(making), new FutureTask<>(making));

        both.forEach(one -> new Thread(one).start());

        assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
        assertThat(said).filteredOn(line -> line.contains("bootable")).hasSize(1);
    }

    @Test
    void isMadeOnceAndSaysWhichKvmItHas() throws IOException {
        KernelSource source = tree(bzImage(true), BUILT_IN);

        BareKernel kernel = make(source);

        assertThat(kernel.release()).isEqualTo(VERSION);
        assertThat(kernel.bzImage()).isPresent();
        // Nothing is packed in it.
        assertThat(kernel.vmlinux()).isEmpty();
        assertThat(kernel.modules("kvm_amd")).contains(List.of());
        assertThat(kernel.modules("kvm_intel")).isEmpty();
        int said = progress.size();
        assertThat(make(source)).isEqualTo(kernel);
        assertThat(progress).hasSize(said);
    }

    @Test
    void makesRoomForNewOnesAndKeepsWhatItHandsOut() throws IOException {
        Path cache = Files.createDirectories(folder.resolve("cache/kernels"));
        for (String old : List.of("exact-step-1", "exact-step-2")) {
            Files.writeString(Files.createDirectories(cache.resolve(old)).resolve("version"), "6.98");
        }
        BareKernelStore store = new BareKernelStore(folder.resolve("cache"), 0);

        BareKernel first = store.ensure(tree(bzImage(true), BUILT_IN), progress::add);
        BareKernel second = store.ensure(tree(elf(62), BUILT_IN), progress::add);

        assertThat(cache.resolve("exact-step-1")).doesNotExist();
        assertThat(cache.resolve("exact-step-2")).doesNotExist();
        assertThat(first.folder()).as("this process may boot it").isDirectory();
        assertThat(second.folder()).isNotEqualTo(first.folder()).isDirectory();
    }

    @Test
    void anElfKernelIsNoBzImage() throws IOException {
        BareKernel kernel = make(tree(elf(62), BUILT_IN));

        assertThat(kernel.vmlinux()).isPresent();
        assertThat(kernel.bzImage()).isEmpty();
    }

    @Test
    void refusesAKernelWithoutKvm() throws IOException {
        refuses(
                tree(bzImage(true), List.of("serial/8250", "kvm")),
                "has no KVM: neither built in nor a module is kvm_amd or kvm_intel");
    }

    @Test
    void refusesAKernelWithoutSerialConsole() throws IOException {
        refuses(tree(bzImage(true), List.of("kvm", "kvm-amd", "serial/8250_dw")), "has no serial console");
    }

    @Test
    void refusesKernelsOfAnotherArchitecture() throws IOException {
        refuses(tree(bzImage(false), BUILT_IN), "is a 32-bit kernel; expected one for x86-64");
        refuses(tree(elf(183), BUILT_IN), "is an ELF file for machine 183; expected 62, x86-64");
    }

    @Test
    void namesThePackageAndNotWhereItWasUnpacked() throws IOException {
        // 00000030: 0000 0000 0000 0000 4152 4d64 4000 0000  ........ARMd@...
        byte[] arm64 = new byte[4096];
        System.arraycopy("ARMd".getBytes(StandardCharsets.US_ASCII), 0, arm64, 56, 4);
        tree(arm64, BUILT_IN);
        Path tree = folder.resolve("tree");
        Files.writeString(
                Files.createDirectories(tree.resolve("DEBIAN")).resolve("control"),
                "Package: linux\nVersion: 1\nArchitecture: all\nMaintainer: a\nDescription: b\n");
        Path deb = folder.resolve("linux.deb");
        assertThat(new LocalShell("L0 host")
                        .run(Command.of("dpkg-deb", "--build", tree.toString(), deb.toString()))
                        .succeeded())
                .isTrue();

        assertThatThrownBy(() -> make(new KernelSource.Deb(deb)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("boot/vmlinuz-%s of %s is a kernel for arm64; expected one for x86-64", VERSION, deb);
    }

    @Test
    void refusesModulesOfAnotherKernel() throws IOException {
        tree(bzImage(true), BUILT_IN);
        Path modules = folder.resolve("tree/lib/modules");
        Files.move(modules.resolve(VERSION), modules.resolve("6.98.0-test"));

        refuses(new KernelSource.Folder(folder.resolve("tree")), "the modules do not match");
    }

    @Test
    void refusesWhatIsNoKernel() throws IOException {
        refuses(tree(new byte[4096], BUILT_IN), "is not a kernel; expected a bzImage or an ELF vmlinux");
    }
}
