package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.image.BareKernel;
import org.nestlab.internal.image.BareKernelStore;
import org.nestlab.internal.settings.Settings;

/** Boots exact machines on this machine. */
public final class EmulatedMachines implements ExactMachines {

    /** The initramfs of both levels, and a boot CD with a second copy of them. */
    private static final long ROOM_BYTES = 512L << 20;

    private final Path stateDir;
    private final BareKernelStore kernels;
    private final Duration mostSilence;

    public EmulatedMachines(Settings settings) {
        this.stateDir = settings.stateDir();
        this.kernels = new BareKernelStore(settings.imageDir());
        this.mostSilence = settings.scaled(MachineWatch.MOST_SILENCE);
    }

    /**
     * Removes what the machines of killed runs have left.
     *
     * @param stateDir the setting {@code nestlab.state.dir}
     * @return how many there were
     */
    public static int sweep(Path stateDir) {
        return MachineFolder.sweep(stateDir).size();
    }

    @Override
    public EmulatorIdentity emulator(Vendor vendor) {
        return Emulator.of(vendor).identity(MachineSpec.of(vendor));
    }

    @Override
    public SerialRun run(MachineSpec spec, Payload payload, Duration limit, Consumer<String> progress) {
        Emulator emulator = Emulator.of(spec.vendor());
        EmulatorIdentity identity = emulator.identity(spec);
        BareKernel kernel = kernels.ensure(spec.kernel().source(), progress);
        MachineFolder.sweep(stateDir);
        try (MachineFolder folder = MachineFolder.create(stateDir)) {
            Room room = Room.of(folder.path());
            room.require(ROOM_BYTES);
            Path initramfs = folder.path().resolve("initrd");
            try (Initramfs outer = Initramfs.begin(
                    initramfs, 1, kernel, spec.vendor(), spec.kernel().arguments(), payload.disk())) {
                add(outer, 1, spec, payload, folder.path(), progress);
            }
            String inner = payload.guest() == null ? "" : identity(innerKernel(spec, progress), spec.vendor());
            BootFiles files = new BootFiles(kernel, initramfs, CommandLines.ofL1(spec, emulator.kernelArguments()));
            Boot boot = new Boot(emulator, identity, spec, folder.path(), room);
            return boot.run(files, inner, new MachineWatch(limit, mostSilence), progress);
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the exact machine %s cannot be made in %s: %s. Expected: a folder with room that can be written to; set nestlab.state.dir"
                            .formatted(spec, stateDir, e),
                    e);
        }
    }

    @Override
    public int atOnce() {
        return AtOnce.here();
    }

    private BareKernel innerKernel(MachineSpec spec, Consumer<String> progress) {
        return kernels.ensure(spec.innerKernel().source(), progress);
    }

    /** What runs on a level and on the levels inside it, all with L2's kernel. */
    private void add(
            Initramfs initramfs, int level, MachineSpec spec, Payload payload, Path folder, Consumer<String> progress)
            throws IOException {
        initramfs.payload(payload.script(), payload.files());
        @Nullable Payload guest = payload.guest();
        if (guest == null) {
            return;
        }
        BareKernel kernel = innerKernel(spec, progress);
        Path file = folder.resolve("initrd-l" + (level + 1));
        try (Initramfs inner = Initramfs.begin(
                file, level + 1, kernel, spec.vendor(), spec.innerKernel().arguments(), guest.disk())) {
            add(inner, level + 1, spec, guest, folder, progress);
        }
        initramfs.inner(image(kernel), file, CommandLines.ofL2(spec), InnerQemu.files());
        Files.deleteIfExists(file);
    }

    private static String identity(BareKernel inner, Vendor vendor) {
        return KernelIdentity.of(inner, image(inner), vendor);
    }

    /** What the small QEMU boots. */
    private static Path image(BareKernel kernel) {
        return kernel.vmlinux()
                .or(kernel::bzImage)
                .orElseThrow(() -> new LabConfigurationException("%s has no kernel file".formatted(kernel)));
    }
}
