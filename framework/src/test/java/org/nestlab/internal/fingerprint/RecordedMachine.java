package org.nestlab.internal.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/** The files of some machine below a folder, described by the very script that real machines are asked with. */
final class RecordedMachine {

    static final String CPU = "sys/devices/system/cpu/";

    private final Path root;

    RecordedMachine(Path root) {
        this.root = root;
    }

    /** The kernel, by {@code uname -r} and {@code uname -v}. */
    RecordedMachine kernel(String release, String build) {
        file("bin/uname", "#!/bin/sh\n[ \"$1\" = -v ] && echo '%s' || echo '%s'\n".formatted(build, release));
        if (!root.resolve("bin/uname").toFile().setExecutable(true)) {
            throw new IllegalStateException("not executable: " + root);
        }
        return this;
    }

    RecordedMachine cpuinfo(String text) {
        return file("proc/cpuinfo", text);
    }

    /** One that is recorded, for example {@code intel-host}. */
    RecordedMachine recordedCpu(String name) {
        try {
            return cpuinfo(
                    Files.readString(Path.of("src/test/resources/org/nestlab/probe/cpuinfo-%s.txt".formatted(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordedMachine file(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content.endsWith("\n") ? content : content + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the script prints there. */
    String describe(Command script) {
        String line = script.line()
                .replace("/proc/", root + "/proc/")
                .replace("/sys/", root + "/sys/")
                .replace("/var/log/", root + "/var/log/");
        return new LocalShell("recorded")
                .run(Command.shell("PATH=%s/bin:$PATH HOME=%s\n%s".formatted(root, root, line)))
                .orThrow()
                .stdout();
    }

    FingerprintFacts facts() {
        return FingerprintFacts.parse(describe(MachineScript.of()));
    }

    /** A QEMU that runs, with the bytes of its program. */
    RecordedMachine qemu(int process, String domain, String program) {
        return file(
                        "proc/%d/cmdline".formatted(process),
                        String.join(
                                "\0",
                                root + "/usr/bin/qemu",
                                "-name",
                                "guest=" + domain + ",debug-threads=on",
                                "-uuid",
                                "0a1b2c3d-0000-4000-8000-000000000002",
                                ""))
                .file("proc/%d/exe".formatted(process), program);
    }

    FingerprintFacts factsHosting(String domain) {
        return FingerprintFacts.parse(describe(MachineScript.hosting(domain, "/var/log/libvirt/qemu")));
    }
}
