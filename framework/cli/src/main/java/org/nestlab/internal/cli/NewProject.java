package org.nestlab.internal.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.nestlab.LabConfigurationException;

/**
 * A project with one lab test and a report, as {@code nestlab init} writes it.
 *
 * @param artifact the name of the project, in Maven's words the artifact ID
 * @param packageName the package of the test, which is the group ID, too
 */
record NewProject(String artifact, String packageName, Build build, Language language) {

    /** What builds it. */
    enum Build {
        MAVEN("mvn verify", "target"),
        GRADLE("gradle labTests", "build");

        private final String command;
        private final String output;

        Build(String command, String output) {
            this.command = command;
            this.output = output;
        }

        /** What it reads. */
        List<String> files() {
            return switch (this) {
                case MAVEN -> List.of("pom.xml");
                case GRADLE -> List.of("build.gradle", "settings.gradle");
            };
        }

        /** What is typed to run the tests. */
        String command() {
            return command;
        }

        /** The folder, below that of the project, that holds what a build makes. */
        String output() {
            return output;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the test is written in. */
    enum Language {
        JAVA("java"),
        KOTLIN("kt");

        private final String extension;

        Language(String extension) {
            this.extension = extension;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern ARTIFACT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final String TEST = "ScratchDiskTests";

    NewProject {
        if (!ARTIFACT.matcher(artifact).matches()) {
            throw new LabConfigurationException(
                    "'%s' is not a valid artifact ID; expected letters, digits, '.', '_' and '-', for example my-labs. Name one with --artifact"
                            .formatted(artifact));
        }
        if (!SourceVersion.isName(packageName, SourceVersion.RELEASE_17) || !packageName.matches("[A-Za-z0-9_.]+")) {
            throw new LabConfigurationException(
                    "'%s' is not a valid package name; expected Java names without keywords, separated by dots, for example com.example"
                            .formatted(packageName));
        }
        if (build == Build.GRADLE && language == Language.KOTLIN) {
            throw new LabConfigurationException(
                    "a Gradle project in Kotlin is not among those that can be written; expected --build maven or --language java");
        }
    }

    /** The name that a folder gives to the project in it; empty for a root folder. */
    static String artifactOf(Path folder) {
        return Optional.ofNullable(folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("");
    }

    /** Its files: the text of each, by its path in the folder of the project. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(".gitignore", fill("gitignore"));
        build.files().forEach(file -> files.put(file, fill(file)));
        files.put(
                "src/test/%s/%s/%s.%s".formatted(language, packageName.replace('.', '/'), TEST, language.extension),
                fill(TEST + "." + language.extension));
        files.put("src/test/resources/junit-platform.properties", fill("junit-platform.properties"));
        files.put("src/test/resources/simplelogger.properties", fill("simplelogger.properties"));
        return files;
    }

    private String fill(String template) {
        Map<String, String> names = Map.of("artifact", artifact, "package", packageName);
        Map<String, String> values = new LinkedHashMap<>(names);
        values.put("output", build.output + "/\n" + (build == Build.GRADLE ? ".gradle/\n" : ""));
        // JUnit 5.14 has the platform 1.14; from 6 on the two have one number.
        values.put("junit-platform", Release.of("junit").replaceFirst("^5\\.", "1."));
        for (String part : new String[] {"dependency", "plugin", "sources"}) {
            String kotlin = "kotlin-" + part;
            values.put(kotlin, language == Language.KOTLIN ? ProjectTemplate.fill(kotlin + ".xml", names) : "");
        }
        return ProjectTemplate.fill(template, values);
    }
}
