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
import org.nestlab.internal.xml.XmlElement;

class PoolsTests {

    private static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");

    @TempDir
    private Path folder;

    private Hypervisor hypervisor;
    private Pools pools;

    @BeforeEach
    void connect() {
        hypervisor = TestDriver.fresh(folder);
        pools = hypervisor.pools();
    }

    @AfterEach
    void close() {
        hypervisor.close();
    }

    @Test
    void createsFindsListsAndDestroys() {
        PoolInfo created = pools.create(TestDriver.pool("nestlab-a", ID, folder).toString(), false);

        assertThat(created.name()).isEqualTo("nestlab-a");
        assertThat(created.uuid()).isEqualTo(ID);
        assertThat(created.active()).isTrue();
        assertThat(created.persistent()).isFalse();
        assertThat(created.folder()).contains(folder.toString());
        assertThat(pools.list()).containsExactly(created);
        assertThat(pools.find("nestlab-a")).contains(created);

        assertThat(pools.destroy(ID)).isTrue();
        assertThat(pools.destroy(ID)).isFalse();
        assertThat(pools.find(ID)).isEmpty();
        assertThat(pools.list()).isEmpty();
    }

    @Test
    void removesAPoolThatWasNeverDefined() {
        pools.create(TestDriver.pool("nestlab-a", ID, folder).toString(), false);

        assertThat(pools.remove(ID)).isTrue();
        assertThat(pools.remove(ID)).isFalse();
        assertThat(pools.list()).isEmpty();
    }

    @Test
    void leavesAPoolThatHoldsSomething() {
        pools.create(TestDriver.pool("nestlab-a", ID, folder).toString(), false);
        pools.volumes(ID).create(volume("foreign").toString());

        assertThatThrownBy(() -> pools.remove(ID))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("L0 host: removing pool %s: it still holds foreign: delete what is yours of it first", ID);
        assertThat(pools.find(ID).map(PoolInfo::active)).contains(true);
        assertThat(pools.volumes(ID).find("foreign")).isPresent();
    }

    @Test
    void createsFindsListsAndDeletesVolumes() {
        pools.create(TestDriver.pool("nestlab-a", ID, folder).toString(), false);
        Volumes volumes = pools.volumes(ID);

        VolumeInfo created = volumes.create(volume("root.qcow2").toString());

        assertThat(created).isEqualTo(new VolumeInfo("root.qcow2", folder + "/root.qcow2", 1L << 20, 4096));
        assertThat(volumes.list()).containsExactly(created);
        assertThat(volumes.find("root.qcow2")).contains(created);
        volumes.refresh();
        assertThat(volumes.delete("root.qcow2")).isTrue();
        assertThat(volumes.delete("root.qcow2")).isFalse();
        assertThat(volumes.find("root.qcow2")).isEmpty();
    }

    @Test
    void saysWhatWasBeingUploadedWhereItCannotBe() {
        pools.create(TestDriver.pool("nestlab-a", ID, folder).toString(), false);
        Volumes volumes = pools.volumes(ID);

        assertThatThrownBy(() -> volumes.upload("seed.iso", new byte[3]))
                .isInstanceOf(ProvisioningException.class)
                .satisfies(Refusal.of("L0 host: uploading 3 bytes to volume seed.iso", "VIR_ERR_NO_STORAGE_VOL"));
    }

    @Test
    void listingThePoolThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> pools.volumes(ID).list())
                .isInstanceOf(ProvisioningException.class)
                .satisfies(Refusal.of("L0 host: listing the volumes of pool " + ID, "VIR_ERR_NO_STORAGE_POOL"));
    }

    private static XmlElement volume(String name) {
        return XmlElement.of("volume")
                .child("name", name)
                .child(XmlElement.of("capacity").attr("unit", "bytes").text(1L << 20))
                .child(XmlElement.of("allocation").attr("unit", "bytes").text(4096));
    }
}
