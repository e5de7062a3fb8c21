package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.Documents;

/** The agent's image has what the set-up script wants: its Dockerfile reads that from the words of `setup.sh check`. */
class AgentImageTests {

    private static final Path SETUP =
            Documents.ROOT.resolve("framework/core/src/main/resources/org/nestlab/host/setup.sh");
    private static final Pattern FILTER = Pattern.compile("setup\\.sh check (\\| sed [^\n]*)\\); \\\\\n");

    @TempDir
    Path folder;

    @Test
    void theDockerfileInstallsWhatTheSetUpMisses() throws Exception {
        Path none = Files.writeString(folder.resolve("dpkg-query"), "#!/bin/sh\nexit 1\n");
        assertThat(none.toFile().setExecutable(true)).isTrue();
        Matcher filter = FILTER.matcher(Files.readString(Documents.ROOT.resolve("docs/agent/Dockerfile")));
        assertThat(filter.find()).isTrue();

        String packages = bash("bash '%s' check %s".formatted(SETUP, filter.group(1)));

        assertThat(packages.strip().split("\\s+", -1))
                .contains("qemu-system-x86", "libvirt-daemon-system", "mmdebstrap", "bochs", "gcc")
                .allMatch(name -> name.matches("[a-z0-9][a-z0-9+.-]+"));
    }

    @Test
    void theScriptsAreWellFormed() throws Exception {
        assertThat(bash("bash -n '%s' && echo fine".formatted(Documents.ROOT.resolve("docs/agent/start.sh"))))
                .isEqualTo("fine\n");
    }

    private String bash(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        builder.environment().putAll(Map.of("PATH", folder + ":" + System.getenv("PATH"), "LC_ALL", "C.UTF-8"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
