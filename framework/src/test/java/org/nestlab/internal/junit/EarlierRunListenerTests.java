package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class EarlierRunListenerTests {

    private static final List<String> EARLIER = List.of(
            "verdicts.json", "verdicts.json.next", "overhead-emulated.txt", "overhead-emulated.md", "overhead-kvm.csv");

    @TempDir
    static Path output;

    private final EarlierRunListener listener = new EarlierRunListener(new AtomicBoolean());

    /** Measures nothing. */
    static class Functional {
        @Test
        void runs() {}
    }

    /** Leaves verdicts, as a first attempt does whose failed tests are run again. */
    static class Measuring {
        @Test
        void measures() throws IOException {
            Files.writeString(output.resolve("verdicts.json"), "of this run");
        }
    }

    @BeforeEach
    void leaveTheFilesOfAnEarlierRun() throws IOException {
        for (String name : EARLIER) {
            Files.writeString(output.resolve(name), "earlier");
        }
        Files.writeString(output.resolve("console.log"), "a console");
    }

    private void run(Class<?> tests) {
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .configurationParameter("nestlab.output.dir", output.toString())
                                .build(),
                        listener);
    }

    @Test
    void theVerdictsOfAnEarlierRunDoNotOutliveOneThatMeasuredNothing() {
        run(Functional.class);

        assertThat(output.toFile().list()).containsExactly("console.log");
    }

    @Test
    void failedTestsThatAreRunAgainBelongToTheSameRun() {
        run(Measuring.class);
        run(Functional.class);

        assertThat(output.resolve("verdicts.json")).hasContent("of this run");
    }

    @Test
    void anyLauncherFindsIt() {
        assertThat(ServiceLoader.load(TestExecutionListener.class))
                .hasAtLeastOneElementOfType(EarlierRunListener.class);
    }
}
