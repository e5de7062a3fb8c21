package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;

class DomainsTests {

    private static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
    private static final Ownership OURS =
            new Ownership("0a1b2c3d", UUID.fromString("5f0c0000-0000-4000-8000-000000000002"), 1, "a & b");

    private Hypervisor hypervisor;
    private Domains domains;

    @BeforeEach
    void connect(@TempDir Path folder) {
        hypervisor = TestDriver.fresh(folder);
        domains = hypervisor.domains();
    }

    @AfterEach
    void close() {
        hypervisor.close();
    }

    @Test
    void createsMarksFindsAndDestroys() {
        DomainInfo created =
                domains.create(TestDriver.domain("l1", ID).child(OURS.toXml()).toString());

        assertThat(created)
                .isEqualTo(new DomainInfo("l1", ID, new DomainState(DomainState.Kind.RUNNING, "booted"), false, OURS));
        assertThat(domains.find(ID)).contains(created);
        assertThat(domains.find("l1")).contains(created);
        assertThat(domains.list()).containsExactly(created);
        assertThat(domains.exists(ID)).isTrue();

        assertThat(domains.destroy(ID)).isTrue();
        assertThat(domains.exists(ID)).isFalse();
        assertThat(domains.destroy(ID)).isFalse();
        assertThat(domains.list()).isEmpty();
    }

    @Test
    void whatIsNotThereIsEmptyNotAnError() {
        assertThat(domains.find(ID)).isEmpty();
        assertThat(domains.find("none")).isEmpty();
        assertThat(domains.state(ID)).isEmpty();
        assertThat(domains.xml(ID)).isEmpty();
        assertThat(domains.inactiveXml(ID)).isEmpty();
        assertThat(domains.statistics(ID)).isEmpty();
        assertThat(domains.undefine(ID)).isFalse();
    }

    @Test
    void whatCannotBeDoneToNothingIsAnError() {
        assertThatThrownBy(() -> domains.reset(ID))
                .isInstanceOf(ProvisioningException.class)
                .satisfies(Refusal.of("L0 host: resetting domain " + ID, "VIR_ERR_NO_DOMAIN"))
                .satisfies(e -> assertThat(LibvirtFailure.in(e))
                        .hasValueSatisfying(failure -> assertThat(failure.notFound())
                                .as(failure.codeName())
                                .isTrue()));
    }

    @Test
    void aDiskThatIsNotThereCannotBeLimited() {
        domains.create(TestDriver.domain("l1", ID).toString());

        assertThatThrownBy(() -> domains.limitDisk(ID, "vdx", 50))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageStartingWith("L0 host: limiting disk vdx of domain %s to 50 requests/s: ", ID);
        UUID nobody = UUID.randomUUID();
        assertThatThrownBy(() -> domains.limitDisk(nobody, "vdx", 50))
                .satisfies(Refusal.of(
                        "L0 host: limiting disk vdx of domain %s to 50 requests/s".formatted(nobody),
                        "VIR_ERR_NO_DOMAIN"));
    }

    @Test
    void suspendsAndResumes() {
        domains.create(TestDriver.domain("l1", ID).toString());

        domains.suspend(ID);
        assertThat(domains.state(ID)).contains(new DomainState(DomainState.Kind.PAUSED, "user"));

        domains.resume(ID);
        assertThat(domains.state(ID)).contains(new DomainState(DomainState.Kind.RUNNING, "unpaused"));
    }

    /** The mock destroys nothing by itself, and says which flags it was given. */
    @Test
    void passesOnHowToStart() {
        assertThatThrownBy(() -> domains.create(TestDriver.domain("l1", ID).toString(), Start.AUTODESTROY))
                .isInstanceOf(ProvisioningException.class)
                .satisfies(Refusal.of("L0 host: creating domain l1", "VIR_ERR_INVALID_ARG"))
                .hasMessageContaining("(0x2)");
    }

    @Test
    void definesStartsAndUndefines() {
        DomainInfo defined = domains.define(TestDriver.domain("l1", ID).toString());
        assertThat(defined.persistent()).isTrue();
        assertThat(defined.state().isActive()).isFalse();
        assertThat(domains.destroy(ID)).isFalse();

        domains.start(ID);
        assertThat(domains.state(ID).map(DomainState::isActive)).contains(true);
        assertThat(domains.destroy(ID)).isTrue();
        assertThat(domains.state(ID)).contains(new DomainState(DomainState.Kind.SHUTOFF, "destroyed"));

        assertThat(domains.undefine(ID)).isTrue();
        assertThat(domains.exists(ID)).isFalse();
    }

    @Test
    void readsWholeNumbersOfItsStatistics() {
        domains.create(TestDriver.domain("l1", ID).toString());

        assertThat(domains.statistics(ID)).containsEntry("state.state", 1L).containsEntry("state.reason", 1L);
    }

    @Test
    void saysWhichDomainWasRefusedAndWhy() {
        domains.create(TestDriver.domain("l1", ID).toString());

        assertThatThrownBy(() ->
                        domains.create(TestDriver.domain("l1", OURS.owner()).toString()))
                .isInstanceOf(ProvisioningException.class)
                .satisfies(Refusal.of("L0 host: creating domain l1", "VIR_ERR_OPERATION_FAILED"));
    }

    @Test
    void aDiskThatIsNotThereCannotGrow() {
        domains.create(TestDriver.domain("l1", ID).toString());

        assertThatThrownBy(() -> domains.resizeDisk(ID, "vdx", 1L << 30))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageStartingWith("L0 host: resizing disk vdx to 1073741824 bytes of domain " + ID + ": ");
    }

    @Test
    void servesManyThreadsAndClosesUnderThem() throws Exception {
        domains.create(TestDriver.domain("l1", ID).toString());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(this::askUntilClosed));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(domains.list()).hasSize(1);
            }
            hypervisor.close();
            for (Future<Integer> result : results) {
                assertThat(result.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int askUntilClosed() {
        for (int asked = 1; ; asked++) {
            try {
                domains.state(ID);
            } catch (ProvisioningException e) {
                assertThat(e).hasMessageEndingWith(": the connection to libvirt is closed");
                return asked;
            }
        }
    }
}
