package org.nestlab.internal.prepare;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

/**
 * The files outside of a lab's folder that the QEMU of its L0 opens, and so has to be given where it runs in a
 * container.
 */
public final class ContainerFiles {

    private ContainerFiles() {}

    /**
     * Images, with the kernels that come with them, and the disks with modules of every level, which L0 hands on. The
     * kernels of guests are copied into the lab's folder.
     *
     * @param spec with its swapped kernels made
     */
    public static List<Path> of(LabSpec spec, Map<ImageSpec, ImageFiles> images) {
        Set<Path> paths = new LinkedHashSet<>();
        images.forEach((image, files) -> {
            Path disk = Path.of(files.disk()).toAbsolutePath();
            // An image of the user's may have backing files, which are looked for beside it.
            paths.add(
                    image instanceof ImageSpec.Existing
                            ? Optional.ofNullable(disk.getParent()).orElse(disk)
                            : disk);
            files.kernel().ifPresent(kernel -> {
                paths.add(Path.of(kernel.kernel()));
                paths.add(Path.of(kernel.initrd()));
            });
        });
        modules(spec.guests(), paths);
        return List.copyOf(paths);
    }

    private static void modules(List<GuestSpec> guests, Set<Path> paths) {
        for (GuestSpec guest : guests) {
            if (guest.kernel() instanceof KernelSpec.Files files) {
                files.modules().map(Path::toAbsolutePath).ifPresent(paths::add);
            }
            modules(guest.guests(), paths);
        }
    }
}
