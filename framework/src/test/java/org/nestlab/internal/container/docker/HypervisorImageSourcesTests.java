package org.nestlab.internal.container.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.HypervisorSpec.Release;

/** The script that makes an image, up to where it looks for mmdebstrap, which it does not find here. */
class HypervisorImageSourcesTests {

    @TempDir
    private Path folder;

    private Path programs;

    @BeforeEach
    void extract() throws IOException {
        HypervisorImageSources.extract(folder);
        programs = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(programs.resolve("dirname"), "#!/bin/sh\necho \"${1%/*}\"\n");
        assertThat(programs.resolve("dirname").toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theScriptKnowsEveryRelease(Release release) throws Exception {
        assertThat(build(release.word())).contains("mmdebstrap is not installed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-backports", "trixie-", "trixie-backports-sloppy", "trixie bookworm", "$(reboot)", "../x"})
    void whatIsNoReleaseIsRefusedBeforeAnythingIsMade(String suite) throws Exception {
        assertThat(build(suite)).contains("'" + suite + "' is not a Debian release or its backports");
    }

    @Test
    void eachReleaseHasAnImageOfItsOwn() {
        List<String> names = List.of(Release.values()).stream()
                .map(release -> HypervisorImageSources.imageOf(new HypervisorSpec.Debian(release, "q35")))
                .toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("nestlab/hypervisor:[a-z-]+-[0-9a-f]{12}"));
    }

    private String build(String suite) throws Exception {
        ProcessBuilder script = new ProcessBuilder(
                        "/bin/bash",
                        folder.resolve("build-root.sh").toString(),
                        "--suite",
                        suite,
                        "--out",
                        folder.resolve("out/image.tar").toString())
                .redirectErrorStream(true);
        script.environment().put("PATH", programs.toString());
        Process run = script.start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor()).as(said).isEqualTo(1);
        assertThat(folder.resolve("out")).doesNotExist();
        return said;
    }
}
