package org.nestlab.internal.prepare;

import java.util.function.Consumer;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.image.KernelStore;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

/** Puts the files of a kernel where a spec names only where the kernel comes from. */
public final class SwappedKernels {

    private final KernelStore store;
    private final Consumer<String> progress;

    public SwappedKernels(KernelStore store, Consumer<String> progress) {
        this.store = store;
        this.progress = progress;
    }

    /**
     * Checks that no kernel would be swapped on another machine.
     *
     * @throws LabConfigurationException if the host is another machine: the files are made on this one
     */
    public static void refuseRemote(LabSpec spec, Host host) {
        if (spec.guests().stream().anyMatch(SwappedKernels::swaps)) {
            throw new LabConfigurationException(
                    "%s is reached over SSH, and a kernel is swapped only on the machine that runs the tests: run on the host itself"
                            .formatted(host.label()));
        }
    }

    private static boolean swaps(GuestSpec guest) {
        return guest.kernel() instanceof KernelSpec.Swapped
                || guest.guests().stream().anyMatch(SwappedKernels::swaps);
    }

    /** The spec with every such kernel made bootable. */
    public LabSpec in(LabSpec spec) {
        LabSpec ready = spec;
        for (Level level = Level.L1; level.depth() <= spec.depth(); level = level.next()) {
            Level at = level;
            ready = ready.with(level, guest -> in(guest, at));
        }
        return ready;
    }

    private GuestSpec in(GuestSpec guest, Level level) {
        if (!(guest.kernel() instanceof KernelSpec.Swapped wanted)) {
            return guest;
        }
        if (!(guest.image() instanceof ImageSpec.Embedded embedded)) {
            throw new LabConfigurationException(
                    "%s %s: its image takes no kernel from %s, as its boot agent is not Nestlab's: use KernelSpec.files(…) with an initramfs that fits it"
                            .formatted(level, guest.name(), wanted.source().text()));
        }
        try {
            return guest.withKernel(store.ensure(wanted, embedded.fileSystem(), progress));
        } catch (LabConfigurationException e) {
            throw new LabConfigurationException("%s %s: %s".formatted(level, guest.name(), e.getMessage()), e);
        }
    }
}
