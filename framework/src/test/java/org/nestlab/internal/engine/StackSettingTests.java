package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.prepare.LabPlanning;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

class StackSettingTests {

    private static LabSpec withStack(LabSpec lab, String stack) {
        Settings settings = Settings.from(key -> key.equals("nestlab.stack") ? Optional.of(stack) : Optional.empty());
        return LabPlanning.withSettings(lab, settings);
    }

    @Test
    void everyLabIsOnTheStackAsFarAsItGoes() {
        assertThat(withStack(LabSpec.hypervisorOnly(), "L1.cmdline=debug,L2.cmdline=quiet"))
                .isEqualTo(LabSpec.hypervisorOnly().withL1(l1 -> l1.withKernel(new KernelSpec.OfImage("debug"))));
    }

    @Test
    void withoutTheSettingALabIsAsItIs() {
        assertThat(LabPlanning.withSettings(LabSpec.kvmInKvm(), Settings.defaults()))
                .isEqualTo(LabSpec.kvmInKvm());
    }

    @Test
    void aStackThatIsNoneIsRefused() {
        assertThatThrownBy(() -> withStack(LabSpec.kvmInKvm(), "debug"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("stack entry 'debug': expected LEVEL.KEY=VALUE, like L1.kernel=image");
    }
}
