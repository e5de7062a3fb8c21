package org.nestlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSpec;

/** Cloud images that this machine can make, for where none can be fetched. */
public final class CloudImages {

    private CloudImages() {}

    /**
     * A Debian image with cloud-init and nothing of Nestlab's: what configures its guests is the NoCloud seed alone. It is
     * built from the host's apt sources at the first call, which takes minutes, and then kept in {@code nestlab.image.dir};
     * system properties alone say where that is.
     *
     * @return what one would write for an image that was downloaded: its file, its checksum, and, since it has no boot
     *     loader, the kernel that came with it
     * @throws HostNotCapableException if it cannot be built here
     */
    public static ImageSpec.Cloud debian() {
        Settings settings = Settings.fromSystemProperties();
        ImageStore store = new ImageStore(settings.imageDir());
        Path folder = store.ensureCloudInit(ProgressLines.of(settings.progress())::print);
        Path image = folder.resolve("image.qcow2");
        try {
            KernelSpec.Files kernel = new KernelSpec.Files(
                    folder.resolve("vmlinuz"),
                    folder.resolve("initrd.img"),
                    Files.readString(folder.resolve("cmdline")).strip());
            return ImageSpec.cloud(image.toUri(), store.checksum(image)).withKernel(kernel);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }
}
