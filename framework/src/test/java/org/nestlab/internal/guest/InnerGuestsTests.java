package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.spec.Tier;

/**
 * A guest that cannot be saved: the folder of its console, where its state would go, does not exist on this machine.
 */
class InnerGuestsTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init")
    private PaperLab lab;

    @BeforeEach
    void up() {
        lab = new PaperLab(folder, Tier.EMULATED);
        lab.host.answers.on("rm -f --", "");
    }

    @AfterEach
    void down() {
        lab.close();
    }

    @Test
    void whatRunsInsideGoesOnWhereTheGuestCannotBeSaved() {
        assertThatThrownBy(lab.l1::saveAndRestore)
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("saving to ");

        assertThat(lab.l2.isSuspended()).isFalse();
        assertThat(lab.l1.isSuspended()).isFalse();
        assertThat(lab.l1.domain().exists()).isTrue();
        assertThat(lab.host.answers.asked())
                .anyMatch(command -> command.line().matches("rm -f -- .*/nestlab-0badcafe-hypervisor\\.save"));
    }

    @Test
    void aStateThatCannotBeRemovedDoesNotHideWhyTheGuestCannotBeSaved() {
        lab.host.answers.on(command -> command.line().startsWith("rm -f --"), command -> {
            throw new GuestCommandException("L0 host: `rm` did not end within 1 min");
        });

        assertThatThrownBy(lab.l1::saveAndRestore)
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("saving to ")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("L0 host: `rm` did not end within 1 min"));
    }

    @Test
    void whatWasSuspendedStaysSo() {
        lab.l2.suspend();

        assertThatThrownBy(lab.l1::saveAndRestore).isInstanceOf(ProvisioningException.class);

        assertThat(lab.l2.isSuspended()).isTrue();
    }
}
