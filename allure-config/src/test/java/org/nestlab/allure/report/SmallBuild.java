package org.nestlab.allure.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A copy of this repository's build. The framework and {@code allure-config} come as a jar, and each of the other
 * modules has one test. It has no Node.
 */
record SmallBuild(Path root) {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    /** How Maven ended, and all that it printed. */
    record Outcome(int status, String output) {

        /** The last one: with two modules the report is written twice. */
        String reportLine() {
            return output.lines()
                    .filter(line -> line.startsWith("Nestlab report: "))
                    .reduce((first, second) -> second)
                    .orElse("no line of a report in: " + output);
        }

        /** What was printed right after each of them. */
        List<String> linesAfterReports() {
            List<String> lines = output.lines().toList();
            return IntStream.range(1, lines.size())
                    .filter(i -> lines.get(i - 1).startsWith("Nestlab report: "))
                    .mapToObj(lines::get)
                    .toList();
        }
    }

    static SmallBuild in(Path folder) throws IOException {
        SmallBuild build = new SmallBuild(Files.createDirectories(folder.resolve("it's \"a\" büild")));
        build.poms();
        build.test("tests-nested", "NestedTests", "nested");
        build.test("tests-performance", "PerformanceTests", "performance");
        build.jar();
        // as every lab leaves it
        Files.createDirectories(build.root.resolve("state"));
        Path tools = Files.createDirectories(build.root.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("bash"), Path.of("/bin/bash"));
        Files.createSymbolicLink(build.root.resolve("framework"), REPOSITORY.resolve("framework"));
        return build;
    }

    private void poms() throws IOException {
        Files.createDirectories(root.resolve(".mvn"));
        Files.copy(REPOSITORY.resolve(".mvn/maven.config"), root.resolve(".mvn/maven.config"));
        String pom = Files.readString(REPOSITORY.resolve("pom.xml"));
        Files.writeString(
                root.resolve("pom.xml"), pom.replaceAll("<module>(?:framework(?:/\\w+)?|allure-config)</module>", ""));
        for (String module : List.of("tests-nested", "tests-performance")) {
            String text = Files.readString(REPOSITORY.resolve(module).resolve("pom.xml"))
                    .replaceFirst(dependency("nestlab-framework"), "")
                    .replaceFirst(dependency("nestlab-allure"), """
                            <dependency>
                              <groupId>org.example</groupId><artifactId>built</artifactId><version>1</version>
                              <scope>system</scope><systemPath>%s</systemPath>
                            </dependency>""".formatted(root.resolve("built.jar")));
            Files.writeString(Files.createDirectories(root.resolve(module)).resolve("pom.xml"), text);
        }
    }

    private static String dependency(String artifact) {
        return "<dependency>\\s*<groupId>org\\.nestlab</groupId>\\s*<artifactId>%s</artifactId>\\s*<scope>test</scope>\\s*</dependency>"
                .formatted(artifact);
    }

    private void test(String module, String name, String word) throws IOException {
        source(module, name, """
                package com.example;

                import java.nio.file.Files;
                import java.nio.file.Path;
                import java.util.ServiceLoader;
                import org.junit.jupiter.api.Assertions;
                import org.junit.jupiter.api.Test;
                import org.nestlab.ProvisioningException;
                import org.nestlab.experiment.ExperimentListener;
                import org.nestlab.report.ExperimentFile;

                class %s {

                    @Test
                    void runs() throws Exception {
                        for (String level : new String[] {"L1", "L2"}) {
                            String file = System.getProperty("experiment." + level);
                            if (file != null) {
                                String text = Files.readString(Path.of(file));
                                ServiceLoader.load(ExperimentListener.class)
                                        .forEach(listener -> listener.ended(ExperimentFile.read(text)));
                            }
                        }
                        if (System.getProperty("red", "").equals("lab")) {
                            throw new ProvisioningException("no login after 60 s");
                        }
                        Assertions.assertNotEquals("%s", System.getProperty("red"));
                    }
                }
                """.formatted(name, word));
    }

    /** Another test in the place of one of them. */
    void source(String module, String name, String java) throws IOException {
        Path file = root.resolve(module).resolve("src/test/java/com/example/" + name + ".java");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, java);
    }

    /** Of nothing but the class path of this test, less its own classes. */
    private void jar() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(classPath.split(File.pathSeparator, -1))
                                .filter(element -> !element.endsWith("test-classes"))
                                .map(element -> Path.of(element).toUri().toString())
                                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(root.resolve("built.jar")), manifest).close();
    }

    /** {@code mvn verify} with more arguments. */
    Outcome verify(String... arguments) throws IOException {
        Process process = start(root.resolve("tools").toString(), arguments);
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new IOException("Maven did not end in 5 min: " + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), output());
    }

    /** What Maven and the tests have printed so far. */
    String output() throws IOException {
        return Files.readString(log(), StandardCharsets.UTF_8);
    }

    private Path log() {
        return root.resolve("maven.log");
    }

    /**
     * The same without waiting for its end.
     *
     * @param path where it finds programs
     */
    Process start(String path, String... arguments) throws IOException {
        Path home = Path.of(Objects.requireNonNull(System.getProperty("maven.home"), "the POM sets maven.home"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-classpath",
                bootJar(home).toString(),
                "-Dclassworlds.conf=" + home.resolve("bin/m2.conf"),
                "-Dmaven.home=" + home,
                "-Dmaven.multiModuleProjectDirectory=" + root,
                "org.codehaus.plexus.classworlds.launcher.Launcher",
                "-B",
                "-ntp",
                "-Dspotless.check.skip=true",
                "-Dmaven.repo.local=" + System.getProperty("local.repository"),
                "verify"));
        command.addAll(List.of(arguments));
        if (command.stream().noneMatch(word -> word.startsWith("-Dnestlab.state.dir="))) {
            // and not the history of the user who runs this test
            command.add("-Dnestlab.state.dir=" + root.resolve("state"));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment()
                .putAll(Map.of(
                        "PATH", path, "XDG_CACHE_HOME", root.resolve("cache").toString()));
        return builder.start();
    }

    private static Path bootJar(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("boot"))) {
            return files.filter(f -> f.getFileName().toString().startsWith("plexus-classworlds"))
                    .filter(f -> f.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no plexus-classworlds in " + home));
        }
    }

    /** A file of the report. */
    Path report(String name) {
        return root.resolve("target/allure-report").resolve(name);
    }
}
