package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.spec.Tier;
import org.nestlab.spi.LabEvent;

class EventRouterTests {

    @TempDir
    Path results;

    private final EventRouter router = new EventRouter(new AllureWriter(Optional.empty()));

    @Test
    void aLabThatNoTestBroughtUpLeavesNoResults() {
        writingTo(results, this::lab);

        assertThat(results).isEmptyDirectory();
    }

    @Test
    void aLabOfATestRunThatNobodyClaimedDoes() {
        router.planStarted();
        writingTo(results, () -> {
            lab();
            router.planFinished();
        });

        assertThat(results).isDirectoryContaining("glob:**-container.json");
    }

    @Test
    void anotherStartOfALabSaysWhyInItsSteps() throws IOException {
        router.planStarted();
        writingTo(results, () -> {
            router.on(new LabEvent.Planned("aaaa0002", "default", Tier.EMULATED, "neither vmx nor svm", "1. network"));
            router.on(new LabEvent.StartedAgain("aaaa0002", "a guest hung", "L2 guest: no answer"));
            router.on(new LabEvent.Up("aaaa0002", Duration.ofSeconds(30)));
            router.on(new LabEvent.Down("aaaa0002", Duration.ofSeconds(1), ""));
            router.planFinished();
        });

        try (Stream<Path> files = Files.list(results)) {
            assertThat(files.filter(file -> file.toString().endsWith("-container.json")))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file))
                            .contains("{\"name\":\"started again\",\"value\":\"a guest hung\"}"));
        }
    }

    private void lab() {
        router.on(new LabEvent.Planned("aaaa0001", "default", Tier.EMULATED, "neither vmx nor svm", "1. network"));
        router.on(new LabEvent.Up("aaaa0001", Duration.ofSeconds(30)));
        router.on(new LabEvent.Down("aaaa0001", Duration.ofSeconds(1), ""));
    }

    private static void writingTo(Path folder, Runnable work) {
        AllureLifecycle outer = Allure.getLifecycle();
        Allure.setLifecycle(new AllureLifecycle(new FileSystemResultsWriter(folder)));
        try {
            work.run();
        } finally {
            Allure.setLifecycle(outer);
        }
    }
}
