package org.nestlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java sources of all jars, as they are in this checkout. */
final class MainSources {

    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

    private static final List<String> MODULES =
            List.of("framework/core", "framework/history", "framework/container", "framework/cli", "allure-config");

    private MainSources() {}

    /** The files of each package; two modules never have one in common. */
    static Map<String, List<Path>> byPackage() {
        Map<String, List<Path>> packages = new TreeMap<>();
        for (String module : MODULES) {
            Path sources = ROOT.resolve(module).resolve("src/main/java");
            for (Path file : files(sources)) {
                String name = sources.relativize(file.getParent()).toString().replace('/', '.');
                packages.computeIfAbsent(name, unused -> new ArrayList<>()).add(file);
            }
        }
        return packages;
    }

    static List<Path> files() {
        return MODULES.stream()
                .flatMap(module -> files(ROOT.resolve(module).resolve("src/main/java")).stream())
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path sources) {
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
