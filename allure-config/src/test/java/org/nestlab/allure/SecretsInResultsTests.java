package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;

/** Keys and passwords planted wherever a run could leave them; no file of the results may hold one. */
class SecretsInResultsTests {

    private static final String BODY = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW";
    private static final String PLANTED = "before\n-----BEGIN OPENSSH PRIVATE KEY-----\n" + BODY
            + "\nQyNTUxOQ==\n-----END OPENSSH PRIVATE KEY-----\n<graphics passwd='hunter2'/> after";

    @TempDir
    Path results;

    static class Leaking {
        private static final FakeLab LAB = new FakeLab("cccc0001");

        @Test
        void everywhere() {
            LAB.plan(PLANTED);
            LAB.failingStep(PLANTED);
            LAB.console(PLANTED);
            throw new ProvisioningException(PLANTED, new IllegalStateException(PLANTED));
        }
    }

    static class LeakingFixture {
        @BeforeEach
        void fails() {
            throw new IllegalStateException(PLANTED);
        }

        @Test
        void neverRuns() {}
    }

    @Test
    void noFileHoldsAKeyOrAPassword() throws IOException {
        Run.of(results, Leaking.class);
        Run.of(results, LeakingFixture.class);

        List<Path> files;
        try (Stream<Path> all = Files.list(results)) {
            files = all.toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(4).allSatisfy(file -> {
            assertThat(Files.readString(file)).doesNotContain(BODY).doesNotContain("hunter2");
        });
        assertThat(files)
                .filteredOn(file -> file.toString().endsWith(".txt"))
                .hasSize(2)
                .allSatisfy(file ->
                        assertThat(file).content().contains("before\n(removed)\n<graphics passwd='(removed)'/> after"));
    }

    @Test
    void theMessageOfAFailureKeepsWhatIsNoSecret() {
        Run run = Run.of(results, Leaking.class);

        assertThat(run.test("everywhere").path("statusDetails").path("message").asText())
                .isEqualTo("before\n(removed)\n<graphics passwd='(removed)'/> after");
    }
}
