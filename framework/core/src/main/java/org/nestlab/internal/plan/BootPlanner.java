package org.nestlab.internal.plan;

import java.nio.file.Path;
import java.util.List;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.plan.GuestPlan.Upload;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.KernelSpec;

/** Plans how a guest starts, and which kernel files the machine that runs it needs for that. */
final class BootPlanner {

    /** Where the embedded image keeps the kernel that it boots with, for the guests inside it. */
    private static final String INNER_KERNEL = "/boot/nestlab/vmlinuz";

    private static final String INNER_INITRD = "/boot/nestlab/initrd.img";

    /** The command line for an image that has none: most have their root on the disk's first partition. */
    private static final String USUAL_ARGUMENTS = "root=/dev/vda1 rw console=ttyS0";

    /**
     * On a busy host QEMU's emulated CPU and its timer do not run at the same time, so that the kernel counts too few
     * of the timer's interrupts and panics: "IO-APIC + timer doesn't work!". On KVM the kernel leaves that check out by
     * itself.
     */
    private static final String EMULATED_ARGUMENTS = "no_timer_check";

    /** The endings of the paths of a guest's own files. */
    private static final String VMLINUZ = "-vmlinuz";

    private static final String INITRD = "-initrd.img";

    private BootPlanner() {}

    /** How a guest starts, and the files that this needs on the machine that runs it. */
    record Boot(BootPlan plan, List<Upload> uploads) {

        static Boot ofPresent(BootPlan plan) {
            return new Boot(plan, List.of());
        }

        /**
         * Returns the same with these words first on the command line; unchanged if a boot loader has the command line.
         */
        Boot after(String arguments) {
            return plan instanceof BootPlan.Direct direct
                    ? new Boot(
                            new BootPlan.Direct(direct.kernel(), direct.initrd(), join(arguments, direct.arguments())),
                            uploads)
                    : this;
        }
    }

    /**
     * Plans how a guest starts.
     *
     * @param file the path of the guest's files on the machine that runs it, without an ending
     * @param imageOfHypervisor the id of the image that this machine runs itself; empty for the host
     * @param emulated whether QEMU emulates its CPU, without KVM
     */
    static Boot plan(
            GuestSpec guest, Level level, ImageFiles image, String file, String imageOfHypervisor, boolean emulated) {
        Boot boot = plan(guest, level, image, file, imageOfHypervisor);
        return emulated ? boot.after(EMULATED_ARGUMENTS) : boot;
    }

    private static Boot plan(GuestSpec guest, Level level, ImageFiles image, String file, String imageOfHypervisor) {
        KernelSpec kernel = guest.kernel();
        if (kernel instanceof KernelSpec.Files files) {
            String arguments = image.kernel().map(ImageFiles.Kernel::arguments).orElse(USUAL_ARGUMENTS);
            return uploaded(files.kernel(), files.initrd(), join(arguments, files.arguments()), file);
        }
        if (kernel instanceof KernelSpec.OfImage own) {
            ImageFiles.Kernel found = image.kernel()
                    .orElseThrow(() -> new LabConfigurationException(
                            "%s %s: its image %s came without a kernel to boot directly: use KernelSpec.bootLoader() or KernelSpec.files(…)"
                                    .formatted(level, guest.name(), image.disk())));
            String arguments = join(found.arguments(), own.arguments());
            if (level.equals(Level.L1)) {
                return Boot.ofPresent(new BootPlan.Direct(found.kernel(), found.initrd(), arguments));
            }
            return image.id().equals(imageOfHypervisor)
                    ? Boot.ofPresent(new BootPlan.Direct(INNER_KERNEL, INNER_INITRD, arguments))
                    : uploaded(Path.of(found.kernel()), Path.of(found.initrd()), arguments, file);
        }
        if (kernel instanceof KernelSpec.Swapped later) {
            // Only for a plan that is shown: for a lab that is brought up, the files exist before it is planned.
            String arguments = image.kernel().map(ImageFiles.Kernel::arguments).orElse(USUAL_ARGUMENTS);
            return Boot.ofPresent(
                    new BootPlan.Direct(file + VMLINUZ, file + INITRD, join(arguments, later.arguments())));
        }
        return Boot.ofPresent(new BootPlan.Disk());
    }

    private static Boot uploaded(Path kernel, Path initrd, String arguments, String file) {
        BootPlan.Direct direct = new BootPlan.Direct(file + VMLINUZ, file + INITRD, arguments);
        return new Boot(direct, List.of(new Upload(kernel, direct.kernel()), new Upload(initrd, direct.initrd())));
    }

    private static String join(String first, String second) {
        return (first + " " + second).strip();
    }
}
