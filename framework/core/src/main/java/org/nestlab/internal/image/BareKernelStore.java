package org.nestlab.internal.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.KernelSource;

/**
 * Kernels for exact machines. Each is made once and kept beside the images in a folder that is named by the hash of its
 * input. The store keeps the twelve kernels that were used last, and any kernel as long as a process uses it.
 */
public final class BareKernelStore {

    private static final String VERSION = "version";

    /** Held while a kernel is looked for and made: machines side by side want the same one, and it is made once. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;
    private final KernelStore fetching;
    private final int most;

    public BareKernelStore(Path imageDir) {
        this(imageDir, OldKernels.MOST);
    }

    /** @param most how many unused kernels are kept */
    BareKernelStore(Path imageDir, int most) {
        this.most = most;
        this.folder = imageDir.toAbsolutePath().resolve("kernels");
        this.fetching = new KernelStore(imageDir);
    }

    /**
     * The kernel, made if it is not there.
     *
     * @param progress is given a line now and then
     * @throws LabConfigurationException if it is missing, or cannot be an exact machine's: of another architecture,
     *     without KVM or a serial console, or with modules of another version
     * @throws HostNotCapableException if the host cannot make it
     */
    public BareKernel ensure(KernelSource source, Consumer<String> progress) {
        synchronized (ONE_AT_A_TIME) {
            return ensureAlone(source, progress);
        }
    }

    private BareKernel ensureAlone(KernelSource source, Consumer<String> progress) {
        try {
            KernelInputs inputs = KernelInputs.of(fetching.local(source, progress));
            Path made = folder.resolve("exact-%s-%s".formatted(inputs.hash(), PackagedScripts.EXACT.hash()));
            use(made);
            if (!Files.exists(made.resolve(VERSION))) {
                progress.accept("kernel: making %s bootable".formatted(source.text()));
                List<String> options = new ArrayList<>(List.of("--out", made.toString()));
                options.addAll(inputs.options());
                new KernelScript(PackagedScripts.EXACT, folder)
                        .run(
                                "make-exact.sh",
                                options,
                                "making the kernel %s bootable".formatted(source.text()),
                                progress);
            }
            OldKernels.touch(made);
            return new BareKernel(made, Files.readString(made.resolve(VERSION)).strip());
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the kernel %s cannot be made bootable in %s: %s. Expected: a folder that can be written to; set nestlab.image.dir"
                            .formatted(source.text(), folder, e),
                    e);
        }
    }

    /** Protects the kernel from removal, whether or not it exists already, and removes surplus kernels. */
    private void use(Path made) throws IOException {
        if (Files.isWritable(folder) || !Files.exists(folder)) {
            KernelsInUse users = KernelsInUse.in(folder);
            users.use(made.getFileName().toString());
            new OldKernels(folder, most).remove(users);
        }
    }
}
