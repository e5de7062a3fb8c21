package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabDefinition;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.spec.LabSpec;

/** Guests reach the host's other networks where their lab asks for that, and not otherwise. */
class OutsideNetworkTests {

    static class Isolated implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.hypervisorOnly()
                    .withName("isolated")
                    .withL1(l1 -> l1.withNesting(false).withMemoryMib(1024));
        }
    }

    static class Outside extends Isolated {
        @Override
        public LabSpec spec() {
            return super.spec().withName("with outside network").withOutsideNetwork(true);
        }
    }

    @Nested
    @Lab(Isolated.class)
    class OfALabThatDoesNotAsk {

        @Test
        void noGuestReachesThem(Host host, @L1 Guest l1) {
            try (BeyondTheHost beyond = BeyondTheHost.of(host)) {
                assertThat(beyond.from(host).reached())
                        .as("the host reaches it")
                        .isTrue();
                assertThat(beyond.from(l1).reached()).as("L1 reaches it").isFalse();
            }
        }
    }

    @Nested
    @Lab(Outside.class)
    class OfALabThatAsks {

        @Test
        void aGuestReachesThem(Host host, @L1 Guest l1) {
            try (BeyondTheHost beyond = BeyondTheHost.of(host)) {
                assertThat(beyond.from(l1).detail()).isEqualTo("connection accepted");
            }
        }
    }
}
