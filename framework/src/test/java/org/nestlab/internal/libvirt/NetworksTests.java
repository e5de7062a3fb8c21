package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;

class NetworksTests {

    private static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
    private static final Ownership OURS =
            new Ownership("0a1b2c3d", UUID.fromString("5f0c0000-0000-4000-8000-000000000002"), 1, "net");

    private Hypervisor hypervisor;
    private Networks networks;

    @BeforeEach
    void connect(@TempDir Path folder) {
        hypervisor = TestDriver.fresh(folder);
        networks = hypervisor.networks();
    }

    @AfterEach
    void close() {
        hypervisor.close();
    }

    @Test
    void createsFindsListsAndDestroys() {
        NetworkInfo created = networks.create(
                TestDriver.network("nestlab-a", ID).child(OURS.toXml()).toString());

        assertThat(created.name()).isEqualTo("nestlab-a");
        assertThat(created.uuid()).isEqualTo(ID);
        assertThat(created.active()).isTrue();
        assertThat(created.persistent()).isFalse();
        assertThat(created.bridge()).contains("nl0123");
        assertThat(created.ownership()).as("metadata of a transient network").contains(OURS);
        assertThat(networks.list()).containsExactly(created);
        assertThat(networks.find(ID)).contains(created);
        assertThat(networks.find("nestlab-a")).contains(created);

        assertThat(networks.destroy(ID)).isTrue();
        assertThat(networks.destroy(ID)).isFalse();
        assertThat(networks.find(ID)).isEmpty();
        assertThat(networks.list()).isEmpty();
    }

    @Test
    void saysWhichNetworkWasRefusedAndWhy() {
        networks.create(TestDriver.network("nestlab-a", ID).toString());

        assertThatThrownBy(() -> networks.create(
                        TestDriver.network("nestlab-a", OURS.owner()).toString()))
                .isInstanceOf(ProvisioningException.class)
                .satisfies(Refusal.of("L0 host: creating network nestlab-a", "VIR_ERR_OPERATION_FAILED"));
    }
}
