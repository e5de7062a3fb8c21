package org.nestlab.internal.exact.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.exact.machine.Payload.Added;

/** The small QEMU that runs L2 on L1's KVM, with its libraries and firmware. */
final class InnerQemu {

    private static final String USE = "which runs L2 in an exact machine";
    private static final String PACKAGE = "qemu-system-x86";

    private InnerQemu() {}

    /** @throws HostNotCapableException if it is not installed */
    static List<Added> files() {
        Path program = HostPrograms.find("qemu-system-x86_64-microvm", PACKAGE, USE);
        List<Added> files = new ArrayList<>();
        files.add(Added.program("bin/qemu-system-x86_64-microvm", program));
        for (Path library : HostPrograms.libraries(program)) {
            files.add(Added.program(library.toString().substring(1), library));
        }
        for (String firmware : List.of("qboot.rom", "pvh.bin", "linuxboot_dma.bin")) {
            files.add(new Added(
                    "usr/share/qemu/" + firmware,
                    HostPrograms.file("qemu-system-data", USE, "/usr/share/qemu/" + firmware),
                    0644));
        }
        return files;
    }
}
