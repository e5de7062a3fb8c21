package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CategoryTest {

    private static final String WRAPPED = """
            org.junit.jupiter.api.extension.ParameterResolutionException: Failed to resolve parameter [Guest l1]: want <cpu>
            \tat org.junit.X
            Caused by: org.nestlab.%s: want <cpu mode='custom'/>
            and saw none
            \tat org.nestlab.Y
            """;

    @ParameterizedTest
    @EnumSource(
            names = {"CLAIM", "TEST_CODE"},
            mode = Mode.EXCLUDE)
    void isSeenThroughJUnitsWrapping(Category category) {
        String exception = switch (category) {
            case HOST -> "HostNotCapableException";
            case CONFIGURATION -> "LabConfigurationException";
            case PROVISIONING -> "ProvisioningException";
            case COMMAND -> "GuestCommandException";
            case CLAIM, TEST_CODE -> throw new AssertionError(category);
        };

        assertThat(Category.of("broken", WRAPPED.formatted(exception))).contains(category);
    }

    @Test
    void aProvisioningThatFailedForACommandIsStillProvisioning() {
        String trace =
                "org.nestlab.ProvisioningException: L2\n\tat a\nCaused by: org.nestlab.GuestCommandException: x\n";

        assertThat(Category.of("broken", trace)).contains(Category.PROVISIONING);
    }

    @Test
    void aSuppressedFailureToCleanUpDoesNotCount() {
        String trace =
                "java.lang.IllegalStateException: x\n\tat a\n\tSuppressed: org.nestlab.ProvisioningException: y\n";

        assertThat(Category.of("broken", trace)).contains(Category.TEST_CODE);
        assertThat(Category.of("failed", trace)).contains(Category.CLAIM);
    }

    @Test
    void aTestThatPassedHasNone() {
        assertThat(Category.of("passed", "")).isEqualTo(Optional.empty());
    }
}
