package org.nestlab.internal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.machine.Command;
import org.nestlab.machine.Host;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.ImageSpec.FileSystem;

/**
 * The images that lie ready.
 *
 * @param folder the cache
 * @param images the names of the folders that hold a finished image, sorted
 */
record DoctorImageCache(Path folder, List<String> images) {

    DoctorImageCache {
        images = List.copyOf(images);
    }

    /**
     * The image that a lab on another host needs there, in the folder in which it would be here.
     *
     * @param folder the cache of this machine
     */
    static DoctorImageCache elsewhere(Host host, Path folder) {
        Path image = new ImageStore(folder).folderOf(new ImageSpec.Embedded(FileSystem.EXT4));
        boolean there = host.run(
                        Command.of("test", "-r", image.resolve("cmdline").toString()))
                .succeeded();
        return new DoctorImageCache(image, there ? List.of(String.valueOf(image.getFileName())) : List.of());
    }

    /** Looks into a folder; one that is absent or closed to this user holds no images. */
    static DoctorImageCache of(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return new DoctorImageCache(
                    folder,
                    children.filter(child -> Files.isRegularFile(child.resolve("image.qcow2")))
                            .map(child -> child.getFileName().toString())
                            // An image that is being built, or whose build was killed.
                            .filter(name -> !name.endsWith(".partial"))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            return new DoctorImageCache(folder, List.of());
        }
    }
}
