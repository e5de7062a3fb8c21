package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nestlab.ProvisioningException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Machines;
import org.nestlab.internal.exact.cost.Looking.Looked;
import org.nestlab.internal.exact.proof.MachineProof;

@Timeout(60)
class ExactBootsTests {

    private final ExactBoots<String> boots = new ExactBoots<>();
    private final List<String> booted = new CopyOnWriteArrayList<>();

    @Test
    void noMoreAreBootedBesideThanThereIsRoomFor() {
        CountDownLatch other = new CountDownLatch(1);
        boots.boot("a", waiting("a", other), 1, Map.of("b", opening("b", other), "c", opening("c", other)));

        assertThat(boots.has("b")).isNotEqualTo(boots.has("c"));
        Awaitility.await().until(() -> booted.size() == 2);
    }

    @Test
    void nothingIsBootedBesideAMachineThatIsThere() {
        boots.boot("a", machine("a"), 0, Map.of("b", machine("b")));
        boots.boot("a", machine("a"), 1, Map.of("b", machine("b")));

        assertThat(booted).containsExactly("a");
        assertThat(boots.has("b")).isFalse();
    }

    @Test
    void aFailureIsThatOfTheTestThatAsksAndTheNextOneBootsAgain() {
        CountDownLatch failed = new CountDownLatch(1);
        Supplier<Looked> failing = () -> {
            failed.countDown();
            throw new IllegalArgumentException("no such CPU");
        };
        boots.boot("a", waiting("a", failed), 1, Map.of("b", failing));

        assertThatThrownBy(() -> boots.boot("b", machine("never"), 1, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such CPU");
        boots.boot("b", machine("b"), 1, Map.of());
        assertThat(booted).containsExactly("a", "b");
    }

    @Test
    void whatATestHasAskedForIsNotEndedWithAClass() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        boots.boot("a", waiting("a", begun), 1, Map.of("b", () -> {
            begun.countDown();
            return waiting("b", go).get();
        }));
        Thread asking = new Thread(() -> boots.boot("b", machine("another b"), 0, Map.of()));
        asking.start();
        Awaitility.await().until(() -> asking.getState() == Thread.State.WAITING);

        boots.endAhead();
        go.countDown();

        Awaitility.await().until(() -> !asking.isAlive());
        assertThat(booted).containsExactly("a", "b");
    }

    @Test
    void aTestThatIsInterruptedEndsTheBootThatItWaitsFor() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        boots.boot("a", waiting("a", begun), 1, Map.of("b", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.countDown();
            }
            throw new IllegalStateException("interrupted");
        }));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> boots.boot("b", machine("another b"), 0, Map.of()))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("L0 host: interrupted while an exact machine was booted");
        assertThat(Thread.interrupted()).isTrue();
        Awaitility.await().until(() -> ended.getCount() == 0);
        assertThat(boots.has("b")).isFalse();
    }

    private Supplier<Looked> waiting(String name, CountDownLatch latch) {
        return () -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return machine(name).get();
        };
    }

    private Supplier<Looked> opening(String name, CountDownLatch latch) {
        return () -> {
            latch.countDown();
            return machine(name).get();
        };
    }

    private Supplier<Looked> machine(String name) {
        return () -> {
            booted.add(name);
            return Looked.withoutCosts(
                    new MachineProof.Result(Machines.that(MachineSpec.of(Vendor.AMD), List.of(name)), ""));
        };
    }
}
