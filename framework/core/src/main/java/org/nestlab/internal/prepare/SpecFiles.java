package org.nestlab.internal.prepare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

/** Finds files that a spec names and that are not there, before anything is created. */
public final class SpecFiles {

    private SpecFiles() {}

    /**
     * Checks that the files that a spec names can be read.
     *
     * @throws LabConfigurationException naming the first guest whose kernel or initramfs cannot be read
     */
    public static void check(LabSpec spec) {
        check(spec.guests(), Level.L1);
    }

    private static void check(List<GuestSpec> guests, Level level) {
        for (GuestSpec guest : guests) {
            if (guest.kernel() instanceof KernelSpec.Files files) {
                check(guest, level, "kernel", files.kernel());
                check(guest, level, "initramfs", files.initrd());
                files.modules().ifPresent(modules -> check(guest, level, "modules' disk", modules));
            }
            check(guest.guests(), level.next());
        }
    }

    private static void check(GuestSpec guest, Level level, String what, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new LabConfigurationException("%s %s: its %s %s %s; expected a file that this user can read"
                    .formatted(
                            level, guest.name(), what, file, Files.exists(file) ? "cannot be read" : "is not there"));
        }
    }
}
