package org.nestlab.build;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This repository's POMs without its sources: each module has a class and a test of each kind, which print that they
 * were run, and so do the report step and what is done to the host. It is compiled by the compiler alone, in seconds.
 */
record Skeleton(Path root) {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern RAN = Pattern.compile("^RAN (\\S++(?: \\S++)*+)$", Pattern.MULTILINE);

    /** How Maven ended, and all that it printed. */
    record Outcome(int status, String output) {

        /** What was run, in its order: {@code host check --only-libs}, {@code unit framework}, {@code report}. */
        List<String> ran() {
            List<String> all = new ArrayList<>();
            for (Matcher line = RAN.matcher(output); line.find(); ) {
                all.add(line.group(1));
            }
            return all;
        }
    }

    static Skeleton in(Path root) throws IOException {
        Skeleton skeleton = new Skeleton(root);
        for (String file : List.of(
                ".mvn/jvm.config",
                ".mvn/maven.config",
                "framework/.mvn/maven.config",
                "framework/core/.mvn/maven.config",
                "framework/bom/.mvn/maven.config",
                "framework/bom/pom.xml",
                "framework/core/pom.xml",
                "framework/history/.mvn/maven.config",
                "framework/history/pom.xml",
                "framework/container/.mvn/maven.config",
                "framework/container/pom.xml",
                "framework/cli/.mvn/maven.config",
                "framework/cli/pom.xml",
                "allure-config/.mvn/maven.config",
                "tests-nested/.mvn/jvm.config",
                "tests-nested/.mvn/maven.config",
                "tests-performance/.mvn/maven.config",
                "framework/pom.xml",
                "allure-config/pom.xml",
                "tests-nested/pom.xml",
                "tests-performance/pom.xml")) {
            skeleton.write(file, Files.readString(REPOSITORY.resolve(file)));
        }
        skeleton.write(
                "pom.xml",
                Files.readString(REPOSITORY.resolve("pom.xml"))
                        .replaceFirst("(?s)<compilerArgs>.*?</compilerArgs>", "")
                        .replaceFirst("(?s)<annotationProcessorPaths>.*?</annotationProcessorPaths>", ""));
        skeleton.write("framework/core/src/main/resources/org/nestlab/host/setup.sh", "echo \"RAN host $*\"\n");
        skeleton.write("allure-config/src/main/java/org/nestlab/allure/report/ReportStep.java", """
                package org.nestlab.allure.report;

                public class ReportStep {
                    public static void main(String[] arguments) {
                        System.out.println("RAN report");
                    }
                }
                """);
        skeleton.test("framework", "FrameworkTests", "", "unit framework");
        skeleton.test("framework", "FrameworkIT", "", "self framework");
        skeleton.test("framework", "SlowFrameworkIT", "full", "slow self framework");
        skeleton.test("allure-config", "ReportTests", "", "unit report");
        skeleton.test("allure-config", "ReportIT", "", "self report");
        for (String module : List.of("nested", "performance")) {
            skeleton.test("tests-" + module, "UsualTests", "", "lab " + module);
            skeleton.test("tests-" + module, "SlowTests", "full", "slow lab " + module);
            skeleton.test("tests-" + module, "OwnTests", "self", "self " + module);
        }
        return skeleton;
    }

    /** A test that prints that it was run. */
    void test(String module, String name, String tag, String words) throws IOException {
        write(module + "/src/test/java/org/example/" + name + ".java", """
                package org.example;

                %simport org.junit.jupiter.api.Test;

                %sclass %s {
                    @Test
                    void runs() {
                        System.out.println("RAN %s");
                    }
                }
                """.formatted(
                        tag.isEmpty() ? "" : "import org.junit.jupiter.api.Tag;\n",
                        tag.isEmpty() ? "" : "@Tag(\"%s\")\n".formatted(tag),
                        name,
                        words));
    }

    /** A file of it, with the folders that it needs. */
    Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    Path file(String name) {
        return root.resolve(name);
    }

    /** The same in its root. */
    Outcome mvn(String... arguments) throws IOException {
        return mvnIn("", arguments);
    }

    /**
     * Maven as a user starts it.
     *
     * @param folder where, below the root
     * @param arguments as in a shell
     */
    Outcome mvnIn(String folder, String... arguments) throws IOException {
        return mvnIn(folder, "C.UTF-8", arguments);
    }

    /** The same in a locale, for example {@code POSIX}, which cron and a bare agent have. */
    Outcome mvnIn(String folder, String locale, String[] arguments) throws IOException {
        Path home = Path.of(Objects.requireNonNull(System.getProperty("maven.home"), "the POM sets maven.home"));
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/mvn").toString(), "-B", "-ntp", "-Denforcer.skip"));
        command.add("-Dmaven.repo.local=" + System.getProperty("local.repository"));
        command.addAll(Arrays.asList(arguments));
        Path log = root.resolve("maven.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolve(folder).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("LC_ALL", locale, "JAVA_HOME", System.getProperty("java.home", "")));
        Process process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new IOException("Maven did not end in 5 min: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }
}
