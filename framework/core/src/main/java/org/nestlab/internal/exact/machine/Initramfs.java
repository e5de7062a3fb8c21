package org.nestlab.internal.exact.machine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.image.BareKernel;

/** Writes the initramfs of a level: busybox, KVM's modules and the payload. */
final class Initramfs implements AutoCloseable {

    /** The busybox commands that these scripts and the payloads call. */
    private static final List<String> APPLETS = List.of(
            "awk",
            "basename",
            "cat",
            "chmod",
            "cp",
            "cut",
            "date",
            "dd",
            "dmesg",
            "echo",
            "expr",
            "false",
            "find",
            "grep",
            "head",
            "insmod",
            "kill",
            "ln",
            "ls",
            "mkdir",
            "mount",
            "mv",
            "od",
            "poweroff",
            "printf",
            "reboot",
            "rm",
            "sed",
            "seq",
            "sh",
            "sleep",
            "sort",
            "sync",
            "tail",
            "test",
            "touch",
            "tr",
            "true",
            "umount",
            "uname",
            "wc");

    /** The modules for a virtio disk: the microvm machine has it at a memory address and not on a bus. */
    private static final List<String> DISK = List.of("virtio_mmio", "virtio_blk");

    private final int level;
    private final Cpio cpio;

    private Initramfs(int level, Cpio cpio) {
        this.level = level;
        this.cpio = cpio;
    }

    /**
     * Starts an initramfs.
     *
     * @param level whose it is: 1 for L1
     * @param arguments words of the kernel's command line, whose module parameters are handed on
     * @throws LabConfigurationException if the kernel lacks the vendor's KVM, or virtio disks although one is needed
     */
    static Initramfs begin(Path file, int level, BareKernel kernel, Vendor vendor, String arguments, boolean disk)
            throws IOException {
        Initramfs initramfs =
                new Initramfs(level, new Cpio(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)));
        try {
            initramfs.base(level > 1);
            initramfs.modules(modules(kernel, vendor, disk), CommandLines.parameters(arguments, vendor));
            return initramfs;
        } catch (IOException | RuntimeException e) {
            Closing.after(e, initramfs);
            throw e;
        }
    }

    private void base(boolean guest) throws IOException {
        for (String folder : List.of("dev", "proc", "sys", "tmp", "root", "run")) {
            cpio.folder(folder);
        }
        // The device that init prints to until devtmpfs is mounted.
        cpio.device("dev/console", 5, 1).device("dev/null", 1, 3);
        cpio.file(
                "bin/busybox",
                HostPrograms.find("busybox", "busybox-static", "whose shell runs in an exact machine"),
                0755);
        for (String applet : APPLETS) {
            cpio.link("bin/" + applet, "busybox");
        }
        cpio.file("init", resource("init.sh"), 0755);
        if (guest) {
            cpio.file("guest-mark", new byte[0], 0644);
        }
    }

    /** In the order in which they are loaded, each once. */
    private static Set<Path> modules(BareKernel kernel, Vendor vendor, boolean disk) {
        Set<Path> files = new LinkedHashSet<>(
                modules(kernel, vendor.module(), "the machine's vendor is %s".formatted(vendor.word())));
        for (String module : disk ? DISK : List.<String>of()) {
            files.addAll(modules(kernel, module, "its machine has a virtio disk"));
        }
        return files;
    }

    private static List<Path> modules(BareKernel kernel, String module, String why) {
        return kernel.modules(module)
                .orElseThrow(() -> new LabConfigurationException(
                        "the kernel %s has no %s, neither built in nor as a module; expected one that has, as %s"
                                .formatted(kernel.release(), module, why)));
    }

    private void modules(Set<Path> files, SortedMap<String, SortedMap<String, String>> parameters) throws IOException {
        StringBuilder order = new StringBuilder();
        for (Path module : files) {
            String name = module.getFileName().toString().replaceFirst("\\.ko$", "");
            cpio.file("modules/" + module.getFileName(), module, 0644);
            String options = CommandLines.asOptions(parameters.getOrDefault(name.replace('-', '_'), new TreeMap<>()));
            order.append((name + " " + options).strip()).append('\n');
        }
        StringBuilder wanted = new StringBuilder();
        parameters.forEach((module, values) ->
                values.keySet().forEach(name -> wanted.append("%s %s\n".formatted(module, name))));
        text("modules/order", order.toString());
        text("modules/parameters", wanted.toString());
    }

    /** The script that init runs, and its files. */
    Initramfs payload(String script, List<Payload.Added> files) throws IOException {
        text("payload", script);
        for (Payload.Added file : files) {
            cpio.file(file.path(), file.source(), file.mode());
        }
        return this;
    }

    /** Adds an inner level, which {@code run-l2} starts in L1 and {@code run-l3} starts in L2. */
    Initramfs inner(Path kernel, Path initramfs, String commandLine, List<Payload.Added> qemu) throws IOException {
        cpio.file("bin/run-l" + (level + 1), resource("run-guest.sh"), 0755);
        cpio.file("guest/kernel", kernel, 0644);
        cpio.file("guest/initrd", initramfs, 0644);
        text("guest/cmdline", commandLine);
        for (Payload.Added file : qemu) {
            cpio.file(file.path(), file.source(), file.mode());
        }
        return this;
    }

    private void text(String path, String content) throws IOException {
        cpio.file(path, content.getBytes(StandardCharsets.UTF_8), 0644);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Initramfs.class.getResourceAsStream("/org/nestlab/exact/" + name), () -> "no resource " + name)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        cpio.close();
    }
}
