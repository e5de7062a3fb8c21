package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./nestlab} with a Maven that prints what a real one does, and a JVM that says what it is started with. */
class LauncherTests {

    private static final String MAVEN = """
            echo "$*" >>"${0%/bin/mvn}/maven-arguments"
            echo '[INFO] Building Nestlab framework 0.1.0-SNAPSHOT                          [2/3]'
            echo 'Downloaded from central: https://example.org/a.jar (1 kB at 1 kB/s)'
            echo '[INFO] Compiling 629 source files with javac [forked debug release 17] to target/classes'
            for part in framework/core framework/history framework/container framework/cli allure-config; do
              mkdir -p "$part/target"
              echo old >"$part/target/nestlab-${part##*/}-0.0.jar"
              echo old >"$part/target/nestlab-${part##*/}-0.1.0-SNAPSHOT-sources.jar"
              touch -d '1 hour ago' "$part"/target/nestlab-*.jar
              echo new >"$part/target/nestlab-${part##*/}-0.1.0-SNAPSHOT.jar"
            done
            mkdir -p allure-config/target/lib
            touch allure-config/target/lib/picocli.jar
            """;

    @TempDir
    Path folder;

    private OddFolder checkout = new OddFolder(Path.of("."));

    @BeforeEach
    void checkout() throws IOException {
        checkout = OddFolder.in(folder);
        for (String file : new String[] {"nestlab", "pom.xml", "framework/pom.xml", "allure-config/pom.xml"}) {
            checkout.take(file);
        }
        for (String part : new String[] {"core", "history", "container", "cli"}) {
            checkout.take("framework/" + part + "/pom.xml");
            checkout.write("framework/" + part + "/src/main/java/A.java", "");
        }
        checkout.write("allure-config/src/main/java/B.java", "");
        checkout.program("mvn", "cd \"${0%/bin/mvn}\" || exit 1\n" + MAVEN);
        checkout.program("java", """
                case $* in *-version) echo '    java.version = 17.0.1' >&2; exit ;; esac
                case $* in *ArchiveClassesAtExit=*) echo "$*" >>"${0%/bin/java}/archived"; exit ;; esac
                printf 'java %s\n' "${@: -3}"
                """);
    }

    @Test
    void itSaysWhatIsBuiltAndForHowLongAndStartsTheCommand() throws Exception {
        assertThat(checkout.run("nestlab", "doctor", "--json")).isZero();

        assertThat(checkout.output().replaceAll("[0-9]+ s\\b", "N s")).isEqualTo("""
                nestlab: building the framework, which takes a minute or two the first time
                nestlab: N s: Nestlab framework 0.1.0-SNAPSHOT
                nestlab: N s:   downloading libraries and plugins
                nestlab: N s:   compiling 629 source files
                nestlab: built in N s
                nestlab: archiving classes, so that commands start quicker
                java org.nestlab.cli.Nestlab
                java doctor
                java --json
                """);
        assertThat(checkout.root().resolve("maven-arguments"))
                .content()
                .isEqualTo("-B -f %s/pom.xml -pl allure-config -am package -DskipTests%n".formatted(checkout.root()));
    }

    @Test
    void classesOfAnAuthorComeLast() throws Exception {
        printsTheClassPath();

        checkout.run("nestlab", "gate");
        assertThat(checkout.output().strip()).endsWith("/allure-config/target/lib/picocli.jar");

        Files.writeString(checkout.root().resolve("with-classes"), """
                #!/bin/bash
                NESTLAB_CLASSPATH=/own/classes:/own/a.jar exec "$(dirname "$0")/nestlab" "$@"
                """);
        assertThat(checkout.root().resolve("with-classes").toFile().setExecutable(true))
                .isTrue();
        checkout.run("with-classes", "gate");
        assertThat(checkout.output().strip()).endsWith("/allure-config/target/lib/picocli.jar:/own/classes:/own/a.jar");
    }

    @Test
    void itIsStartedFromCopiesOfTheNewestJars() throws Exception {
        printsTheClassPath();

        checkout.run("nestlab", "gate");

        Path copies = checkout.root().resolve("allure-config/target/nestlab-jars");
        assertThat(checkout.output()).contains("class path " + copies + "/nestlab-allure-config-0.1.0-SNAPSHOT.jar:");
        assertThat(copies.resolve("nestlab-cli-0.1.0-SNAPSHOT.jar")).content().isEqualTo("new\n");
        assertThat(copies).isDirectoryNotContaining("glob:**-0.0.jar").isDirectoryNotContaining("glob:**-sources.jar");
    }

    @Test
    void optionsOfTheUserMayHaveBlanksInQuotes() throws Exception {
        checkout.program("java", """
                case $* in *-version) echo '    java.version = 17.0.1' >&2; exit ;; esac
                for word; do case $word in -Dnestlab.*) printf '<%s>\\n' "$word" ;; esac; done
                """);
        Files.writeString(checkout.root().resolve("with-options"), """
                #!/bin/bash
                export NESTLAB_OPTS="-Dnestlab.history='/new user/h.db'  -Dnestlab.tier=kvm '-Dnestlab.seed=\\$(touch made)'"
                exec "$(dirname "$0")/nestlab" "$@"
                """);
        assertThat(checkout.root().resolve("with-options").toFile().setExecutable(true))
                .isTrue();

        checkout.run("with-options", "doctor");

        assertThat(checkout.output())
                .endsWith("<-Dnestlab.history=/new user/h.db>\n<-Dnestlab.tier=kvm>\n<-Dnestlab.seed=$(touch made)>\n");
        assertThat(checkout.root().resolve("made")).doesNotExist();
    }

    private void printsTheClassPath() throws IOException {
        checkout.program("java", """
                case $* in *-version) echo '    java.version = 17.0.1' >&2; exit ;; esac
                while [ $# -gt 0 ]; do case $1 in -cp) printf 'class path %s\\n' "$2" ;; esac; shift; done
                """);
    }

    @Test
    void anArchiveOfClassesIsMadeOnceAndUsed() throws Exception {
        checkout.program("java", """
                case $* in *-version) echo '    java.version = 17.0.1' >&2; exit ;; esac
                for word; do case $word in
                  -XX:ArchiveClassesAtExit=*) echo archive >"${word#*=}" && exit 1 ;;
                  -XX:SharedArchiveFile=*) printf 'with %s\\n' "$(cat "${word#*=}")" ;;
                esac; done
                """);

        checkout.run("nestlab", "doctor");
        assertThat(checkout.output()).contains("archiving classes").endsWith("with archive\n");

        checkout.run("nestlab", "doctor");
        assertThat(checkout.output()).isEqualTo("with archive\n");

        // What Maven does to the libraries of each build.
        checkout.write("allure-config/target/lib/another.jar", "");
        Files.setLastModifiedTime(
                checkout.root().resolve("allure-config/target/lib"),
                FileTime.from(Instant.now().plusSeconds(1)));
        checkout.run("nestlab", "doctor");
        assertThat(checkout.output()).contains("archiving classes").endsWith("with archive\n");
    }

    @Test
    void aJvmThatMakesNoArchiveIsAskedOnce() throws Exception {
        checkout.run("nestlab", "doctor");
        checkout.run("nestlab", "doctor");

        assertThat(checkout.output()).doesNotContain("archiving").endsWith("java doctor\n");
        assertThat(checkout.root().resolve("archived")).content().hasLineCount(1);
    }

    @Test
    void theVersionOfTheJvmIsReadFromItsFolder() throws Exception {
        checkout.program("java", "printf '%s\\n' \"$*\"\n");
        checkout.write("release", "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"25.0.1\"\n");

        checkout.run("nestlab", "doctor");

        assertThat(checkout.output())
                .contains("--enable-native-access=ALL-UNNAMED")
                .doesNotContain("XshowSettings");
    }

    @Test
    void whatIsBuiltIsBuiltAgainWhereASourceIsNewer() throws Exception {
        checkout.run("nestlab", "doctor");

        assertThat(checkout.run("nestlab", "doctor")).isZero();
        assertThat(checkout.output()).doesNotContain("building");

        checkout.write("framework/history/src/main/java/C.java", "");
        checkout.run("nestlab", "doctor");
        assertThat(checkout.output()).contains("building");
    }

    @Test
    void whereItCannotBeBuiltItSaysWhyAndWhereTheLogIs() throws Exception {
        checkout.program("mvn", """
                echo '[INFO] Building Nestlab framework 0.1.0-SNAPSHOT                          [2/3]'
                echo '[ERROR] A.java:[1,1] class, interface, enum, or record expected'
                exit 1
                """);

        assertThat(checkout.run("nestlab", "gate")).as("no verdict of a gate").isEqualTo(125);
        assertThat(checkout.output())
                .contains("[ERROR] A.java:[1,1] class, interface, enum, or record expected")
                .containsPattern(
                        "nestlab: the framework could not be built in \\d+ s; the whole log is .*/nestlab-build.log")
                .doesNotContain("java ");
        assertThat(Files.readString(checkout.root().resolve("target/nestlab-build.log")))
                .contains("Building Nestlab framework");
    }
}
