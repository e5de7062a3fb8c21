package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** A CD with isolinux, a kernel and an initramfs, for an emulator that cannot load a kernel itself. */
final class BootDisc {

    static final String FILE = "cd.iso";

    private static final String USE = "which boots an exact machine with Intel's VMX";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private BootDisc() {}

    static void write(BootFiles files, Path folder) throws IOException {
        Path kernel = files.kernel()
                .bzImage()
                .orElseThrow(() -> new LabConfigurationException(
                        "the kernel %s is an ELF vmlinux, and a machine with Intel's VMX boots a bzImage; expected arch/x86/boot/bzImage of its build"
                                .formatted(files.kernel().release())));
        Path tree = Files.createDirectory(folder.resolve("isolinux"));
        copy(HostPrograms.file("isolinux", USE, "/usr/lib/ISOLINUX/isolinux.bin"), tree);
        copy(HostPrograms.file("syslinux-common", USE, "/usr/lib/syslinux/modules/bios/ldlinux.c32"), tree);
        Files.writeString(
                tree.resolve("isolinux.cfg"),
                "default exact\nprompt 0\nlabel exact\n kernel /kernel\n append initrd=/initrd %s\n"
                        .formatted(files.commandLine()),
                StandardCharsets.UTF_8);
        CommandResult made = new LocalShell("L0 host")
                .run(Command.of(
                                HostPrograms.find("genisoimage", "genisoimage", USE)
                                        .toString(),
                                "-quiet",
                                "-o",
                                folder.resolve(FILE).toString(),
                                "-b",
                                "isolinux/isolinux.bin",
                                "-c",
                                "isolinux/boot.cat",
                                "-no-emul-boot",
                                "-boot-load-size",
                                "4",
                                "-boot-info-table",
                                "-graft-points",
                                "isolinux/=" + escaped(tree),
                                "kernel=" + escaped(kernel),
                                "initrd=" + escaped(files.initramfs()))
                        .withTimeout(LIMIT));
        if (!made.succeeded()) {
            throw new HostNotCapableException(
                    "L0 host: the boot CD of an exact machine cannot be made in %s: genisoimage ended with status %d: %s. Expected: a folder with room; free some, or set nestlab.state.dir"
                            .formatted(folder, made.exitStatus(), made.stderr().strip()));
        }
    }

    /** In a graft point an equals sign ends the name, and a backslash escapes the next character. */
    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\").replace("=", "\\=");
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
