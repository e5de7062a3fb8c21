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
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.spec.ImageSpec.FileSystem;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;

/** The real scripts, on files that look like kernels. */
class KernelStoreTests {

    private static final String VERSION = "6.99.1-test";
    private static final List<String> BUILT_IN =
            List.of("virtio_pci", "virtio_blk", "virtio_net", "isofs", "ext4", "btrfs");

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @BeforeAll
    static void onlyWhereThereAreTheTools() {
        String tools =
                "PATH=$PATH:/usr/sbin:/sbin; for t in modprobe depmod cpio busybox mke2fs lz4 zstd xz dpkg-deb; do"
                        + " command -v $t >/dev/null || exit 1; done";
        assumeTrue(
                new LocalShell("L0 host").run(Command.shell(tools)).succeeded(),
                "not all programs that make a kernel bootable are installed here");
    }

    /** A bzImage's header: the magic word, and where the version stands. */
    private Path kernel(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ByteBuffer image = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        image.position(0x202);
        image.put("HdrS".getBytes(StandardCharsets.US_ASCII));
        image.putShort(0x20e, (short) (0x400 - 0x200));
        image.position(0x400);
        image.put((VERSION + " (somebody@somewhere) #1 SMP\0").getBytes(StandardCharsets.US_ASCII));
        return Files.write(file, image.array());
    }

    private Path modules(Path tree, List<String> builtIn) throws IOException {
        Files.createDirectories(tree);
        String lines = String.join(
                "\n", builtIn.stream().map(it -> "kernel/drivers/" + it + ".ko").toList());
        Files.writeString(tree.resolve("modules.builtin"), lines + "\n");
        Files.writeString(tree.resolve("modules.order"), "");
        return tree;
    }

    private Path tree(List<String> builtIn) throws IOException {
        Path tree = folder.resolve("tree");
        kernel(tree.resolve("boot/vmlinuz-" + VERSION));
        modules(tree.resolve("lib/modules").resolve(VERSION), builtIn);
        return tree;
    }

    private KernelSpec.Files make(KernelSource source, FileSystem fileSystem) {
        return new KernelStore(folder.resolve("cache"))
                .ensure(new KernelSpec.Swapped(source, "debug"), fileSystem, progress::add);
    }

    private void refuses(KernelSource source, FileSystem fileSystem, String message) {
        assertThatThrownBy(() -> make(source, fileSystem))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(message);
        assertThat(folder.resolve("cache/kernels"))
                .satisfiesAnyOf(
                        kernels -> assertThat(kernels).doesNotExist(),
                        kernels -> assertThat(kernels).isEmptyDirectory());
    }

    @Test
    void aKernelIsMadeOnceForEachContent() throws IOException {
        KernelSpec.Files made = make(new KernelSource.Folder(tree(BUILT_IN)), FileSystem.EXT4);

        assertThat(KernelStore.versionOf(made)).contains(VERSION);
        assertThat(made.arguments()).isEqualTo("debug");
        assertThat(made.kernel()).hasSameBinaryContentAs(folder.resolve("tree/boot/vmlinuz-" + VERSION));
        assertThat(made.modules()).get(InstanceOfAssertFactories.PATH).isNotEmptyFile();
        assertThat(Files.readString(made.initrd(), StandardCharsets.ISO_8859_1)).contains("nestlab-modules");
        int lines = progress.size();

        KernelSource.Parts same = new KernelSource.Parts(
                folder.resolve("tree/boot/vmlinuz-" + VERSION),
                folder.resolve("tree/lib/modules").resolve(VERSION));
        assertThat(make(new KernelSource.Folder(folder.resolve("tree")), FileSystem.EXT4))
                .isEqualTo(made);
        assertThat(progress).hasSize(lines);
        assertThat(KernelStore.versionOf(make(same, FileSystem.EXT4))).contains(VERSION);
        Files.writeString(folder.resolve("tree/lib/modules").resolve(VERSION).resolve("modules.order"), "changed");
        assertThat(make(new KernelSource.Folder(folder.resolve("tree")), FileSystem.EXT4))
                .isNotEqualTo(made);
    }

    @Test
    void aKernelWithoutVirtioOrTheFileSystemIsRefused() throws IOException {
        Path tree = tree(List.of("virtio_pci", "virtio_net", "isofs"));
        refuses(
                new KernelSource.Folder(tree),
                FileSystem.EXT4,
                "the kernel 6.99.1-test of %s cannot be a guest of a lab: neither built in nor a module is virtio_blk ext4"
                        .formatted(tree));
    }

    @Test
    void aFileSystemIsNeededOnlyByTheImageThatHasIt() throws IOException {
        Path tree = tree(List.of("virtio_pci", "virtio_blk", "virtio_net", "isofs", "ext4"));
        refuses(
                new KernelSource.Folder(tree),
                FileSystem.BTRFS,
                "the kernel 6.99.1-test of %s cannot be a guest of a lab: neither built in nor a module is btrfs"
                        .formatted(tree));
    }

    @Test
    void modulesOfAnotherVersionAreRefused() throws IOException {
        Path tree = folder.resolve("tree");
        kernel(tree.resolve("boot/vmlinuz-" + VERSION));
        modules(tree.resolve("lib/modules/6.1.0-50-cloud-amd64"), BUILT_IN);
        refuses(
                new KernelSource.Folder(tree),
                FileSystem.EXT4,
                "the modules do not match: the kernel of %s is 6.99.1-test, its modules are of 6.1.0-50-cloud-amd64"
                        .formatted(tree));
    }

    @Test
    void whatIsNoKernelIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("bzImage"), "no kernel at all\n".repeat(60));
        Path modules = modules(folder.resolve("modules"), BUILT_IN);
        refuses(
                new KernelSource.Parts(text, modules),
                FileSystem.EXT4,
                "%s is not a kernel; expected a bzImage or an ELF vmlinux".formatted(text));
        refuses(
                new KernelSource.Folder(modules),
                FileSystem.EXT4,
                "%s holds no kernel; expected boot/vmlinuz-VERSION or lib/modules/VERSION/vmlinuz in it"
                        .formatted(modules));
        assertThatThrownBy(() -> make(new KernelSource.Deb(text), FileSystem.EXT4))
                .isInstanceOf(LabConfigurationException.class)
                .message()
                .as("in what words dpkg-deb says why is its own business")
                .startsWith(text + " is no Debian package: ")
                .hasSizeGreaterThan((text + " is no Debian package: ").length());
        Path empty = Files.createDirectories(folder.resolve("empty"));
        refuses(
                new KernelSource.Parts(kernel(folder.resolve("real/bzImage")), empty),
                FileSystem.EXT4,
                "%s holds no modules; expected what 'make modules_install' writes to lib/modules/6.99.1-test"
                        .formatted(empty));
    }

    /**
     * Read: Debian's linux-image-7.3.4+deb13-cloud-amd64, which only depends on others, and its linux-binary-, without
     * a module.
     */
    @Test
    void aPackageThatIsAPartOfAKernelIsRefusedWithTheWayOut() throws IOException {
        Path image = deb("image", "usr/share/doc/linux-image-" + VERSION + "/copyright");
        Path binary = deb("binary", "usr/lib/modules/" + VERSION + "/vmlinuz");
        String wayOut =
                ". Where a kernel is parted into several packages, unpack all of them into one folder (dpkg-deb -x FILE DIR), and name that as folder:DIR";
        refuses(
                new KernelSource.Deb(image),
                FileSystem.EXT4,
                "%s holds no kernel; expected boot/vmlinuz-VERSION or lib/modules/VERSION/vmlinuz in it%s"
                        .formatted(image, wayOut));
        refuses(
                new KernelSource.Deb(binary),
                FileSystem.EXT4,
                "%s holds no modules; expected what 'make modules_install' writes to lib/modules/%s%s"
                        .formatted(binary, VERSION, wayOut));
    }

    @Test
    void theUnpackedPartsOfAKernelAreOne() throws IOException {
        Path whole = folder.resolve("whole");
        Path modules = modules(whole.resolve("usr/lib/modules").resolve(VERSION), BUILT_IN);
        kernel(modules.resolve("vmlinuz"));

        KernelSpec.Files made = make(new KernelSource.Folder(whole), FileSystem.EXT4);

        assertThat(KernelStore.versionOf(made)).contains(VERSION);
        assertThat(made.kernel()).hasSameBinaryContentAs(modules.resolve("vmlinuz"));
    }

    /** A package with one file, which is a kernel. */
    private Path deb(String name, String file) throws IOException {
        Path tree = folder.resolve(name);
        kernel(tree.resolve(file));
        Files.createDirectory(tree.resolve("DEBIAN"));
        Files.writeString(
                tree.resolve("DEBIAN/control"),
                "Package: linux-%s\nVersion: 1\nArchitecture: amd64\nMaintainer: nobody <n@example.org>\nDescription: x\n"
                        .formatted(name));
        Path deb = folder.resolve(name + ".deb");
        new LocalShell("L0 host")
                .run(Command.of("dpkg-deb", "--root-owner-group", "-b", tree.toString(), deb.toString()))
                .orThrow();
        return deb;
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path nothing = folder.resolve("nothing");
        refuses(
                new KernelSource.Deb(nothing),
                FileSystem.EXT4,
                "the kernel deb:%s: %s is not there; expected a file that this user can read"
                        .formatted(nothing, nothing));
        refuses(
                new KernelSource.Deb(folder),
                FileSystem.EXT4,
                "the kernel deb:%s: %s is not a file; expected a file that this user can read"
                        .formatted(folder, folder));
    }

    /** The script fetches nothing where it finds the version that is named. */
    @Test
    void eachStoreHasThePackagesOfItsOwnFolder() throws IOException {
        KernelSource wanted = new KernelSource.Packaged("linux-image-test=1.0-1");
        for (String cache : List.of("one", "two")) {
            Path fetched = folder.resolve(cache).resolve("kernels/packages/linux-image-test_1.0-1_amd64.deb");
            Files.createDirectories(fetched.getParent());
            Files.writeString(fetched, "not empty");

            KernelSource local = new KernelStore(folder.resolve(cache)).local(wanted, progress::add);

            assertThat(local).isEqualTo(new KernelSource.Deb(fetched));
        }
    }

    @Test
    void aCacheThatIsNoFolderIsToldWithWhatToDo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new KernelStore(file).local(new KernelSource.Packaged("linux-image/none"), line -> {}))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageStartingWith(
                        "L0 host: the kernel package:linux-image/none cannot be fetched into %s/".formatted(file))
                .hasMessageEndingWith("Expected: a folder that can be written to; set nestlab.image.dir");
    }
}
