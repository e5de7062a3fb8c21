package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.nestlab.L1;
import org.nestlab.LabSource;
import org.nestlab.machine.Guest;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;
import org.nestlab.virtualhost.NestedProof;
import org.nestlab.virtualhost.VirtualHost;

/** The nested code of two kernels, each on a host that is an emulated machine. */
@Tag("full")
@EnabledIfSystemProperty(
        named = "nestlab.depth",
        matches = "3",
        disabledReason = "a virtual host has three levels: ask for them with -Dnestlab.depth=3")
@DisabledIfSystemProperty(
        named = "nestlab.stack",
        matches = ".*L1[.]kernel=.*",
        disabledReason = "it is about kernels of its own, and the stack of the run sets one")
@LabSource
class VirtualHostTests {

    /** From the first step of the lab to the proof. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private static final KernelSpec NEWER =
            KernelSpec.swapped(new KernelSource.Packaged("linux-image-cloud-amd64/bookworm-backports"));

    static List<LabSpec> kernels() {
        return List.of(
                VirtualHost.lab().withName("virtual host, the image's kernel"),
                VirtualHost.lab()
                        .withName("virtual host, the kernel of the backports")
                        .withL1(host -> host.withKernel(NEWER)));
    }

    @Test
    void itsKvmRunsAGuestOfAGuest(@L1 Guest host) {
        NestedProof proof = VirtualHost.of(host).prove().orThrow();

        boolean newer = host.spec().kernel() instanceof KernelSpec.Files;
        assertThat(proof.hostKernel().orElseThrow()).startsWith(newer ? "6.12." : "6.1.");
        assertThat(proof.console()).contains("virt=kvm", "dmesg=KVM");
        assertThat(lastLabTook().plus(proof.took())).isLessThan(LIMIT);
    }

    private static Duration lastLabTook() {
        return RecordingListener.events().stream()
                .filter(LabEvent.Up.class::isInstance)
                .map(event -> ((LabEvent.Up) event).duration())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
