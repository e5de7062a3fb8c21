package org.nestlab.internal.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nestlab init}: a project with a first lab test. */
@Command(
        name = "init",
        description = {
            "Writes a project of your own: one lab test that runs, and a report page after it.",
            "The folder must be new or empty."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it was written",
            "1:it could not be written",
            "2:usage error, or the folder is not empty: nothing was written"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab init my-labs --language kotlin")
final class InitCommand extends PrintingCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the project.")
    private Path folder = Path.of("");

    @Option(
            names = "--build",
            paramLabel = "TOOL",
            defaultValue = "maven",
            description = "What builds it: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private NewProject.Build build = NewProject.Build.MAVEN;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "java",
            description = "What the test is written in: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private NewProject.Language language = NewProject.Language.JAVA;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            defaultValue = "com.example",
            description = "The package of the test; default: ${DEFAULT-VALUE}.")
    private String packageName = "com.example";

    @Option(
            names = "--artifact",
            paramLabel = "NAME",
            description = "The name of the project; default: the name of the folder.")
    private @Nullable String artifact;

    @Override
    public Integer call() {
        String name = Optional.ofNullable(artifact).orElseGet(() -> NewProject.artifactOf(folder));
        Map<String, String> files = new NewProject(name, packageName, build, language).files();
        NewFiles.write(folder, files);
        print("%d files in %s:".formatted(files.size(), folder.toAbsolutePath().normalize()));
        files.keySet().forEach(file -> print("  " + file));
        if (Release.nestlab().endsWith("-SNAPSHOT")) {
            print("nestlab %s is no release: `mvn install -DskipTests` in Nestlab's own folder makes it known to Maven"
                    .formatted(Release.nestlab()));
        }
        print("`%s` in the new folder boots the lab, runs the test and writes %s/allure-report/index.html"
                .formatted(build.command(), build.output()));
        return ExitStatus.READY;
    }
}
