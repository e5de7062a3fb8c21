package org.nestlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The images that lie ready.
 *
 * @param folder the cache
 * @param images the names of the folders that hold a finished image, sorted
 */
record ImageCache(Path folder, List<String> images) {

    ImageCache {
        images = List.copyOf(images);
    }

    /** Looks into a folder; one that is absent or closed to this user holds no images. */
    static ImageCache of(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return new ImageCache(
                    folder,
                    children.filter(child -> Files.isRegularFile(child.resolve("image.qcow2")))
                            .map(child -> child.getFileName().toString())
                            // An image that is being built, or whose build was killed.
                            .filter(name -> !name.endsWith(".partial"))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            return new ImageCache(folder, List.of());
        }
    }
}
