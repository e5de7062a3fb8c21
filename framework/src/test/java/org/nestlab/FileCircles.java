package org.nestlab;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files inside each package that know each other in a circle, by Tarjan's algorithm: whoever reads one of them has
 * to read all. Packages free of cycles do not show that.
 */
final class FileCircles {

    private static final Pattern NO_CODE = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\n]++|\\\\.)*+'|/\\*.*?\\*/|//[^\n]*");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?[\\w.]*?\\.([A-Z]\\w*)[\\w.]*;");
    private static final Pattern TYPE = Pattern.compile("(?<![.\\w])[A-Z]\\w*");

    private final Map<String, Set<String>> known;

    private FileCircles(Map<String, Set<String>> known) {
        this.known = known;
    }

    /** By the classes that each file depends on; nested types are in the file of the one around them. */
    static FileCircles of(JavaClasses classes) {
        Map<String, Set<String>> known = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> targets = known.computeIfAbsent(file(type.getName()), file -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency ->
                            dependency.getTargetClass().getBaseComponentType().getName())
                    .map(FileCircles::file)
                    .forEach(targets::add);
        }
        return of(known);
    }

    /** By the names of files, and those of the files that each depends on. */
    static FileCircles of(Map<String, Set<String>> known) {
        return new FileCircles(known);
    }

    /**
     * Adds what only the sources show: the compiler copies the value of another file's constant, so no dependency is
     * left in the class.
     *
     * @param sources the files of each package
     */
    FileCircles with(Map<String, List<Path>> sources) {
        Map<String, Set<String>> all = new TreeMap<>(known);
        sources.forEach((name, files) -> {
            Set<String> here =
                    files.stream().map(file -> type(name, file)).collect(Collectors.toCollection(TreeSet::new));
            for (Path file : files) {
                Set<String> targets = new TreeSet<>(known.getOrDefault(type(name, file), Set.of()));
                named(MainSources.text(file))
                        .map(type -> name + "." + type)
                        .filter(here::contains)
                        .forEach(targets::add);
                all.put(type(name, file), targets);
            }
        });
        return of(all);
    }

    private static String type(String packageName, Path file) {
        return packageName + "." + file.getFileName().toString().replaceFirst("\\.java$", "");
    }

    /** The types that a source names by themselves: neither another package's nor nested in another type. */
    private static Stream<String> named(String source) {
        String code = NO_CODE.matcher(source).replaceAll("");
        Set<String> imported =
                IMPORT.matcher(code).results().map(it -> it.group(1)).collect(Collectors.toSet());
        return TYPE.matcher(code).results().map(MatchResult::group).filter(type -> !imported.contains(type));
    }

    /**
     * How many files the largest circle of a package has, by the package's name; none where there is no circle.
     */
    Map<String, Integer> largest() {
        Map<String, Set<String>> packages = known.keySet().stream()
                .collect(Collectors.groupingBy(
                        FileCircles::folder, TreeMap::new, Collectors.toCollection(TreeSet::new)));
        Map<String, Integer> largest = new TreeMap<>();
        packages.forEach((name, files) -> largest.put(name, new Search(files).largest));
        largest.values().removeIf(size -> size < 2);
        return largest;
    }

    private static String file(String type) {
        return type.replaceFirst("\\$.*", "");
    }

    private static String folder(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf('.')));
    }

    private static final class Node {
        private int found;
        private int lowest;
        private boolean isOpen = true;
    }

    private final class Search {
        private final Set<String> files;
        private final Map<String, Node> nodes = new HashMap<>();
        private final Deque<Node> open = new ArrayDeque<>();
        private int largest;

        Search(Set<String> files) {
            this.files = files;
            files.stream().filter(file -> !nodes.containsKey(file)).forEach(this::visit);
        }

        private Node visit(String file) {
            Node node = new Node();
            node.found = nodes.size();
            node.lowest = node.found;
            nodes.put(file, node);
            open.push(node);
            for (String next : known.getOrDefault(file, Set.of())) {
                Node seen = nodes.get(next);
                if (files.contains(next) && seen == null) {
                    node.lowest = Math.min(node.lowest, visit(next).lowest);
                } else if (seen != null && seen.isOpen) {
                    node.lowest = Math.min(node.lowest, seen.found);
                }
            }
            if (node.lowest == node.found) {
                end(node);
            }
            return node;
        }

        private void end(Node first) {
            int size = 0;
            while (first.isOpen) {
                open.pop().isOpen = false;
                size++;
            }
            largest = Math.max(largest, size);
        }
    }
}
