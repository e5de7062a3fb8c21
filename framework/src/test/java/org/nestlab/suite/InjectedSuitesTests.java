package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.nestlab.LabExtension;
import org.nestlab.internal.settings.Settings;

/** Settings reach a test as JUnit's configuration parameters, as those of {@code junit-platform.properties} are. */
class InjectedSuitesTests {

    private static final AtomicReference<Path> GIVEN = new AtomicReference<>();

    @TempDir
    Path folder;

    @Test
    void unixBenchIsWhereTheConfigurationParameterSays() {
        GIVEN.set(null);

        run(Map.of("nestlab.unixbench", folder.toString())).assertStatistics(stats -> stats.succeeded(1));

        assertThat(GIVEN.get()).isEqualTo(folder);
    }

    @Test
    void withoutItTheTestIsAborted() {
        run(Map.of()).assertStatistics(stats -> stats.started(1).aborted(1));
    }

    @Test
    void aSuiteIsAsTheConfigurationParametersSay() throws IOException {
        SuiteFolder.write(folder, "run_tests.sh", "#!/bin/bash\n");
        SuiteFolder.write(folder, "config.mak", "");
        SuiteFolder.write(folder, "x86/unittests.cfg", "[svm]\n[vmexit_cpuid]\n[vmexit_vmcall]\n[msr]\n");
        Path known = Files.writeString(folder.resolve("known.txt"), "kvm-unit-tests msr = no such MSR\n");
        Map<String, String> values = Map.of(
                "nestlab.suite.unittests",
                folder.toString(),
                "nestlab.suite.unittests.only",
                "vmexit_*, msr",
                "nestlab.suite.known",
                known.toString(),
                "nestlab.suite.timeout",
                "4m");

        KvmUnitTestSuite suite = Settings.from(key -> Optional.ofNullable(values.get(key)))
                .suites()
                .kvmUnitTests();

        assertThat(suite.tests()).containsExactly("vmexit_cpuid", "vmexit_vmcall", "msr");
        assertThat(suite.command("msr").line()).contains("TIMEOUT=240s");
        assertThat(suite.knownFailures().reason("kvm-unit-tests", "msr")).contains("no such MSR");
    }

    private static Events run(Map<String, String> parameters) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameters(parameters)
                .selectors(selectClass(Sample.class))
                .execute()
                .testEvents();
    }

    @ExtendWith(LabExtension.class)
    static class Sample {
        @Test
        void asks(Suites suites) {
            GIVEN.set(suites.unixBench());
        }
    }
}
