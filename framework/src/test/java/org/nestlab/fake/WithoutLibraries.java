package org.nestlab.fake;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The class path of a user who has added no optional library: this one without some of its jars. */
public final class WithoutLibraries {

    private WithoutLibraries() {}

    /**
     * Runs a class there, by its constructor without parameters.
     *
     * @param jars how the names of the jars begin that are left out
     * @return the text that it hands back
     */
    public static String run(Class<? extends Callable<String>> type, List<String> jars) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(urls(jars), ClassLoader.getPlatformClassLoader())) {
            Object there = loader.loadClass(type.getName()).getConstructor().newInstance();
            return (String) ((Callable<?>) there).call();
        }
    }

    private static URL[] urls(List<String> jars) {
        // Surefire's own class path is a jar that it deletes; it tells the real one here.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<Path> all = Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
        List<Path> left = all.stream()
                .filter(entry -> jars.stream().noneMatch(entry.getFileName().toString()::startsWith))
                .toList();
        if (left.size() > all.size() - jars.size()) {
            throw new IllegalStateException("not all of %s are on the class path %s".formatted(jars, classPath));
        }
        return left.stream().map(WithoutLibraries::url).toArray(URL[]::new);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a valid class path: " + entry, new IOException(e));
        }
    }
}
