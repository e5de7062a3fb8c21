package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneScriptsTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeEach
    void install() {
        script("x2apic", "KUT_STANDALONE", "apic", "180");
        script("cmpxchg8b", "STANDALONE", "''", "''");
        script("svm_pause_filter", "KUT_STANDALONE", "svm\\ nodefault", "''");
        SuiteFolder.write(folder, "notes.sh", "#!/bin/sh\necho no test\n");
    }

    private void script(String name, String mark, String groups, String limit) {
        SuiteFolder.write(
                folder,
                name,
                "#!/usr/bin/env bash\nexport %s=yes\nexport ENVIRON_DEFAULT=yes\nrun %s %s -smp\\ 2 $bin '' '' x86_64 '' '' '' %s ''\n"
                        .formatted(mark, name, groups, limit));
    }

    @Test
    void itsTestsAreItsScripts() {
        assertThat(KvmUnitTestSuite.in(folder).tests()).containsExactly("cmpxchg8b", "x2apic");
    }

    /** Standard input is empty, as a script asks before it runs some tests. */
    @Test
    void aScriptIsRunAsItStands() {
        KvmUnitTestSuite suite = KvmUnitTestSuite.in(folder);

        assertThat(suite.command("x2apic").line()).isEqualTo("export ACCEL=kvm TIMEOUT=180s; ./x2apic </dev/null");
        assertThat(suite.command("cmpxchg8b").line()).startsWith("export ACCEL=kvm TIMEOUT=90s; ");
        assertThat(suite.withTimeout(Duration.ofMinutes(4)).command("x2apic").line())
                .contains("TIMEOUT=240s");
        assertThat(suite.setUp().line()).isEqualTo("true && echo 1 >/proc/sys/vm/overcommit_memory");
        assertThat(suite.unneeded()).isEmpty();
    }

    /** All scripts together have some 20 MB, and each test looks itself up in the list. */
    @Test
    void itsScriptsAreReadOnce() throws IOException {
        KvmUnitTestSuite suite = KvmUnitTestSuite.in(folder);
        Files.delete(folder.resolve("x2apic"));

        assertThat(suite.withTimeout(Duration.ofMinutes(4)).tests()).containsExactly("cmpxchg8b", "x2apic");
        assertThat(suite.command("x2apic").line()).contains("TIMEOUT=180s");
    }
}
