package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be released is refused before anything is compiled, with what is to be done. */
class ReleaseProfileIT {

    @TempDir
    Path folder;

    @Test
    void refusesADevelopmentVersionWithoutAddressKeyAndLicence() throws IOException {
        Skeleton.Outcome outcome = validate(Skeleton.in(folder));

        assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output())
                .contains(
                        "-SNAPSHOT is a development version. Set one without -SNAPSHOT in all POMs",
                        "The POM does not say where the sources are: nestlab.url is ''.",
                        "A release is signed. Name the key with -Dgpg.keyname=KEY",
                        "A release holds its licence. LICENSE and NOTICE belong into the folder of the parent's POM.");
    }

    @Test
    void acceptsARelease() throws IOException {
        Skeleton.Outcome outcome = validate(release(), "-Dgpg.keyname=KEY");

        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    @Test
    void refusesAPluginOfADevelopmentVersion() throws IOException {
        Skeleton build = release();
        replace(
                build.file("pom.xml"),
                "(<artifactId>maven-deploy-plugin</artifactId>\\s*+<version>[^<]++)",
                "$1-SNAPSHOT");

        Skeleton.Outcome outcome = validate(build, "-Dgpg.keyname=KEY");

        assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("A release is built by releases of plugins alone. Name a version for each plugin.");
    }

    /** With all that a release takes. */
    private Skeleton release() throws IOException {
        Skeleton build = Skeleton.in(folder);
        build.write("LICENSE", "");
        build.write("NOTICE", "");
        replace(build.file("pom.xml"), "(?<=<artifactId>nestlab-parent</artifactId>\\n  <version>)[^<]++", "9.8.7");
        replace(
                build.file("pom.xml"),
                "<nestlab\\.url></nestlab\\.url>",
                "<nestlab.url>https://example.org/n</nestlab.url>");
        return build;
    }

    /** The parent alone: the rules are the same in each module. */
    private static Skeleton.Outcome validate(Skeleton build, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-N", "-Prelease", "-Denforcer.skip=false", "validate"));
        arguments.addAll(List.of(more));
        return build.mvn(arguments.toArray(new String[0]));
    }

    private static void replace(Path file, String pattern, String text) throws IOException {
        String before = Files.readString(file);
        String after = before.replaceFirst(pattern, text);
        assertThat(after).as("%s in %s", pattern, file).isNotEqualTo(before);
        Files.writeString(file, after);
    }
}
