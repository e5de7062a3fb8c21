package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.nestlab.LabExtension;

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
