package org.nestlab.internal.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that fetches a kernel, with stand-ins for apt and dpkg on a Debian 12. The records are Debian's, cut. */
class FetchKernelTests {

    private static final String NEW = "7.3.4-1~bpo13+1";

    @TempDir
    private Path folder;

    private Path packages = Path.of("set before each test");

    @BeforeEach
    void standIns() throws IOException {
        packages = folder.resolve("packages");
        PackagedScripts.KERNEL.extract(Files.createDirectory(folder.resolve("scripts")));
        Files.createDirectory(folder.resolve("records"));
        Files.writeString(folder.resolve("os-release"), "VERSION_CODENAME=bookworm\n");
        program("apt-get", """
                for word; do case $word in Dir::Etc::sourcelist=*) list=${word#*=} ;; esac; done
                case " $* " in
                  *" indextargets "*)
                    echo 'http://mirror.example/debian bookworm main Packages'
                    echo 'http://mirror.example/security bookworm-security main Packages' ;;
                  *" update "*) cp "$list" '%1$s/sources' ;;
                  *" download "*)
                    for word; do case $word in
                      *::*) ;;
                      *=*) echo package >"${word%%%%=*}_$(echo "${word#*=}" | sed 's/:/%%3a/')_amd64.deb"; echo "$word" >>'%1$s/downloaded' ;;
                    esac; done ;;
                esac
                """.formatted(folder));
        program("apt-cache", "for word; do :; done; cat '%s/records/'${word%%%%=*}".formatted(folder));
        program("dpkg-deb", "basename \"$2\" >>\"$3/parts\"");
        record(
                "linux-image-cloud-amd64",
                "6.12.95-1~bpo12+1",
                "linux-image-6.12.95+deb12-cloud-amd64 (= 6.12.95-1~bpo12+1)");
        record(
                "linux-image-6.12.95+deb12-cloud-amd64",
                "6.12.95-1~bpo12+1",
                "kmod, linux-base (>= 4.3~), initramfs-tools (>= 0.120+deb8u2) | linux-initramfs-tool");
    }

    private void partedKernel() throws IOException {
        String of = "-7.3.4+deb13-cloud-amd64 (= " + NEW + ")";
        record(
                "linux-image-cloud-amd64",
                NEW,
                "linux-base-cloud-amd64 (= %s), linux-image%s, linux-modules-cloud-amd64 (= %s)"
                        .formatted(NEW, of, NEW));
        record(
                "linux-image-7.3.4+deb13-cloud-amd64",
                NEW,
                "dracut | initramfs-tools (>= 0.120+deb8u2) | linux-initramfs-tool, linux-base%1$s, linux-binary%1$s, linux-modules%1$s"
                        .formatted(of));
        record("linux-base-7.3.4+deb13-cloud-amd64", NEW, "");
        record("linux-binary-7.3.4+deb13-cloud-amd64", NEW, "linux-base" + of);
        record("linux-modules-7.3.4+deb13-cloud-amd64", NEW, "kmod, linux-base" + of);
    }

    @Test
    void aKernelInOnePackageIsThatPackage() throws Exception {
        Path deb = packages.resolve("linux-image-6.12.95+deb12-cloud-amd64_6.12.95-1~bpo12+1_amd64.deb");

        assertThat(fetch("linux-image-cloud-amd64/bookworm-backports", 0)).isEqualTo(deb + "\n");
        assertThat(packages.toFile().list()).containsExactly(deb.getFileName().toString());
        assertThat(sources()).containsExactly("http://mirror.example/debian bookworm-backports main");
    }

    @Test
    void oneThatIsPartedIsAFolderWithAllOfItsParts() throws Exception {
        partedKernel();
        Path whole = packages.resolve("linux-image-7.3.4+deb13-cloud-amd64_7.3.4-1~bpo13+1_amd64");

        assertThat(fetch("linux-image-cloud-amd64/trixie-backports", 0)).isEqualTo(whole + "\n");

        assertThat(Files.readAllLines(whole.resolve("parts")))
                .containsExactlyInAnyOrder(
                        "linux-image-7.3.4+deb13-cloud-amd64_7.3.4-1~bpo13+1_amd64.deb",
                        "linux-base-7.3.4+deb13-cloud-amd64_7.3.4-1~bpo13+1_amd64.deb",
                        "linux-binary-7.3.4+deb13-cloud-amd64_7.3.4-1~bpo13+1_amd64.deb",
                        "linux-modules-7.3.4+deb13-cloud-amd64_7.3.4-1~bpo13+1_amd64.deb");
        assertThat(packages).isDirectoryNotContaining("glob:**/fetch.*");
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws Exception {
        partedKernel();
        String first = fetch("linux-image-cloud-amd64/trixie-backports", 0);
        Files.delete(folder.resolve("downloaded"));

        assertThat(fetch("linux-image-cloud-amd64/trixie-backports", 0)).isEqualTo(first);
        assertThat(fetch("linux-image-7.3.4+deb13-cloud-amd64=" + NEW, 0)).isEqualTo(first);
        assertThat(folder.resolve("downloaded")).doesNotExist();
    }

    @Test
    void aVersionOfThePackageThatNamesTheKernelLeadsToItToo() throws Exception {
        assertThat(fetch("linux-image-cloud-amd64=6.12.95-1~bpo12+1", 0))
                .endsWith("/linux-image-6.12.95+deb12-cloud-amd64_6.12.95-1~bpo12+1_amd64.deb\n");
        assertThat(sources())
                .containsExactly(
                        "http://mirror.example/debian bookworm main",
                        "http://mirror.example/debian bookworm-updates main",
                        "http://mirror.example/security bookworm-security main",
                        "http://mirror.example/debian bookworm-backports main");
    }

    @ParameterizedTest
    @CsvSource({
        "trixie, http://mirror.example/debian trixie main",
        "trixie-backports, http://mirror.example/debian trixie-backports main",
        "trixie-security, http://mirror.example/security trixie-security main",
        "bookworm-security, http://mirror.example/security bookworm-security main",
    })
    void aSuiteOfAnotherReleaseIsWhereThatOfTheHostsIs(String suite, String source) throws Exception {
        fetch("linux-image-cloud-amd64/" + suite, 0);

        assertThat(sources()).containsExactly(source);
    }

    @Test
    void aFolderThatIsNamedFromHereIsNoneOfApts() throws Exception {
        packages = Path.of("packages");

        assertThat(fetch("linux-image-cloud-amd64/bookworm-backports", 0))
                .startsWith(folder.toRealPath() + "/packages/linux-image-6.12.95");
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        partedKernel();
        assertThat(fetch("linux-image-none/trixie", 2))
                .isEqualTo("kernel: error: there is no package linux-image-none in trixie\n");
        assertThat(fetch("linux-image-none=1.2", 2))
                .startsWith("kernel: error: there is no package linux-image-none 1.2 in bookworm bookworm-updates");
        Files.delete(folder.resolve("records/linux-binary-7.3.4+deb13-cloud-amd64"));
        assertThat(fetch("linux-image-cloud-amd64/trixie-backports", 2))
                .isEqualTo(
                        "kernel: error: linux-image-7.3.4+deb13-cloud-amd64 depends on linux-binary-7.3.4+deb13-cloud-amd64, which is not in trixie-backports\n");
        Files.delete(folder.resolve("records/linux-image-7.3.4+deb13-cloud-amd64"));
        assertThat(fetch("linux-image-cloud-amd64/trixie-backports", 2))
                .isEqualTo(
                        "kernel: error: the package that linux-image-cloud-amd64 leads to, linux-image-7.3.4+deb13-cloud-amd64, is not in trixie-backports\n");
        assertThat(packages).isEmptyDirectory();
    }

    private List<String> sources() throws IOException {
        return Files.readAllLines(folder.resolve("sources")).stream()
                .map(line -> line.substring(line.indexOf("] ") + 2))
                .toList();
    }

    private void record(String name, String version, String depends) throws IOException {
        Files.writeString(
                folder.resolve("records").resolve(name),
                "Package: %s\nVersion: %s\n%sSection: kernel\n"
                        .formatted(name, version, depends.isEmpty() ? "" : "Depends: " + depends + "\n"));
    }

    private void program(String name, String body) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private String fetch(String wanted, int status) throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder(
                        "/bin/bash", folder.resolve("scripts/fetch-kernel.sh").toString(), packages.toString(), wanted)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        script.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        script.environment()
                .put("NESTLAB_OS_RELEASE", folder.resolve("os-release").toString());
        Process run = script.start();
        String said = new String(run.getInputStream().readAllBytes(), UTF_8);
        assertThat(run.waitFor()).as(said).isEqualTo(status);
        return said;
    }
}
