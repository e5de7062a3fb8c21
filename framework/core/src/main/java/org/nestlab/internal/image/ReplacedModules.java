package org.nestlab.internal.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.KernelSource;

/** The files of modules that take the place of a kernel's own. */
final class ReplacedModules {

    private static final String SUFFIX = ".ko";

    private ReplacedModules() {}

    /**
     * Sorted.
     *
     * @throws LabConfigurationException if there are none, or two of one name
     */
    static List<Path> of(KernelSource.Replaced source) {
        Path path = source.modules().toAbsolutePath().normalize();
        if (!Files.isReadable(path)) {
            throw new LabConfigurationException(
                    "the modules of %s: %s %s; expected a .ko file, or a folder with such, that this user can read"
                            .formatted(source.text(), path, Files.exists(path) ? "cannot be read" : "is not there"));
        }
        List<Path> modules = under(path);
        if (modules.isEmpty()) {
            throw new LabConfigurationException(
                    "the modules of %s: %s %s; expected a .ko file, or a folder with such, as a build leaves them"
                            .formatted(
                                    source.text(),
                                    path,
                                    Files.isDirectory(path) ? "has no .ko file in it or below it" : "is no .ko file"));
        }
        Map<String, Path> byName = new HashMap<>();
        for (Path module : modules) {
            Path other = byName.put(name(module), module);
            if (other != null) {
                throw new LabConfigurationException(
                        "the modules of %s: %s and %s are the same module; expected one of them"
                                .formatted(source.text(), other, module));
            }
        }
        return modules;
    }

    private static List<Path> under(Path path) {
        // A file keeps the name of the link that leads to it; links in a folder lead out of it, as to the sources.
        try (Stream<Path> walk = Files.walk(Files.isDirectory(path) ? path.toRealPath() : path)) {
            return walk.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new LabConfigurationException("%s cannot be read: %s".formatted(path, e), e);
        }
    }

    /** The kernel takes - and _ in a module's name for the same. */
    private static String name(Path module) {
        return module.getFileName().toString().replace('-', '_');
    }
}
