package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SECURITY.md promises nothing without a test: each class that it names is there, and each promise names one. */
class SecurityPolicyTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Tests?|IT))`");

    @Test
    void everyPromiseNamesTestsThatAreThere() throws IOException {
        List<String> promises = promises();
        Set<String> there = testClasses();

        assertThat(promises).hasSizeGreaterThanOrEqualTo(10);
        for (String promise : promises) {
            List<String> named = new ArrayList<>();
            for (Matcher matcher = TEST.matcher(promise); matcher.find(); ) {
                named.add(matcher.group(1));
            }
            assertThat(named).as(promise).isNotEmpty().isSubsetOf(there);
        }
    }

    private static List<String> promises() throws IOException {
        String text = Files.readString(ROOT.resolve("SECURITY.md"));
        String section = text.split("## What is promised[^\n]*\n", 2)[1].split("\n## ", 2)[0];
        return section.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
    }

    private static Set<String> testClasses() throws IOException {
        Set<String> classes = new HashSet<>();
        for (String module : List.of("framework", "tests-nested")) {
            try (Stream<Path> walk = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                walk.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> classes.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        return classes;
    }
}
