package org.nestlab.internal.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.spec.ImageSpec;

/** Finds the files of an image on this machine, and makes them where they can be made. */
public final class ImageStore {

    private final Path imageDir;

    public ImageStore(Path imageDir) {
        this.imageDir = imageDir.toAbsolutePath();
    }

    /** Where an embedded image is or would be; other processes and hosts find it by the same name. */
    public Path folderOf(ImageSpec.Embedded spec) {
        return embedded(spec).folder();
    }

    /** Whether an embedded image is there already. */
    public boolean isBuilt(ImageSpec.Embedded spec) {
        return embedded(spec).isBuilt();
    }

    /** The paths that an image has or would have, without making anything; for a plan that is only shown. */
    public ImageFiles locate(ImageSpec spec) {
        if (spec instanceof ImageSpec.Embedded embedded) {
            return embedded(embedded).files();
        }
        if (spec instanceof ImageSpec.Cloud cloud) {
            return new CloudImage(imageDir, cloud).files();
        }
        return existing((ImageSpec.Existing) spec);
    }

    /**
     * The image, built or fetched if it is not there.
     *
     * @param progress is given a line now and then while that takes
     * @throws LabConfigurationException if the image is missing, not what its checksum says, or nothing that a guest
     *     can boot from
     * @throws org.nestlab.HostNotCapableException if the host cannot build or hold it
     */
    public ImageFiles ensure(ImageSpec spec, Consumer<String> progress) {
        if (spec instanceof ImageSpec.Embedded embedded) {
            EmbeddedImage image = embedded(embedded);
            image.build(progress);
            return image.files();
        }
        if (spec instanceof ImageSpec.Cloud cloud) {
            return new CloudImage(imageDir, cloud).fetch();
        }
        return existing((ImageSpec.Existing) spec);
    }

    /**
     * Builds an image with cloud-init in it, to try the NoCloud path where no cloud image can be fetched.
     *
     * @return its folder, laid out as the embedded image's
     */
    public Path ensureCloudInit(Consumer<String> progress) {
        EmbeddedImage image = new EmbeddedImage(imageDir, ImageSpec.FileSystem.EXT4, EmbeddedImage.Flavor.CLOUD_INIT);
        image.build(progress);
        return image.folder();
    }

    /** A file's SHA-256: 64 hexadecimal digits. */
    public String checksum(Path file) throws IOException {
        return Checksums.sha256(file);
    }

    private EmbeddedImage embedded(ImageSpec.Embedded spec) {
        return new EmbeddedImage(imageDir, spec.fileSystem(), EmbeddedImage.Flavor.LAB);
    }

    private static String format(Path image) {
        try {
            return DiskImage.format(image, image.toString());
        } catch (IOException e) {
            throw new LabConfigurationException("the image %s cannot be read: %s".formatted(image, e), e);
        }
    }

    private static ImageFiles existing(ImageSpec.Existing spec) {
        Path image = spec.qcow2().toAbsolutePath();
        if (!Files.isRegularFile(image)) {
            throw new LabConfigurationException("there is no image %s; expected a qcow2 file".formatted(image));
        }
        if (!Files.isReadable(spec.privateKey())) {
            throw new LabConfigurationException(
                    "the image %s comes with the key %s, which cannot be read; expected a private key without a passphrase"
                            .formatted(image, spec.privateKey()));
        }
        return new ImageFiles(
                "existing-" + Integer.toHexString(image.hashCode()),
                image.toString(),
                format(image),
                Optional.empty(),
                spec.user(),
                Optional.of(spec.privateKey()));
    }
}
