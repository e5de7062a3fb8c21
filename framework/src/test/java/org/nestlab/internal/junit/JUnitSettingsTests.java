package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class JUnitSettingsTests {

    @Test
    void theKeysOfThePropertiesFileAreSeen(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("junit-platform.properties"), "nestlab.teir = kvm\njunit.jupiter.x = y\n");

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            assertThat(JUnitSettings.keysOfFile(loader)).containsExactlyInAnyOrder("nestlab.teir", "junit.jupiter.x");
        }
    }

    @Test
    void aFolderWithoutTheFileHasNoKeys(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            assertThat(JUnitSettings.keysOfFile(loader)).isEmpty();
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void anUnknownSystemPropertyFailsTheTestsThatNeedALab() {
        System.setProperty("nestlab.teir", "kvm");
        try {
            TestRun run = TestRun.of(LabSharingTests.FirstOfA.class);

            assertThat(run.log()).isEmpty();
            assertThat(run.messages())
                    .containsExactly(
                            "unknown setting 'nestlab.teir' in the system properties: did you mean 'nestlab.tier'?");
        } finally {
            System.clearProperty("nestlab.teir");
        }
    }
}
