package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.nestlab.NoAnswerException;
import org.nestlab.internal.shell.Waiting;

class CallTimeoutTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final CallTimeout patience = new CallTimeout();

    @Test
    void aCallThatHangsIsGivenUpAndNamesItsMachine() {
        CountDownLatch never = never();

        assertThatThrownBy(() -> patience.wait("L1 hypervisor: listing domains", Duration.ofMillis(1500), () -> {
                    await(never, 60_000);
                    return 1;
                }))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage(
                        "L1 hypervisor: listing domains: its libvirt has not answered for 1 s: the machine may hang");
        never.countDown();
    }

    @Test
    void whoHangsIsNotWaitedForAgainUntilItAnswers() throws Exception {
        CallTimeout patience = new CallTimeout(Duration.ofSeconds(1));
        CountDownLatch thaw = never();
        assertThatThrownBy(() -> patience.wait("asking", Duration.ofMillis(100), () -> {
                    await(thaw, 60_000);
                    return 1;
                }))
                .isInstanceOf(NoAnswerException.class);

        assertThatThrownBy(() -> patience.wait("asking again", LONG, () -> {
                    await(thaw, 60_000);
                    return 2;
                }))
                .hasMessageContaining("has not answered for 1 s");

        thaw.countDown();
        // Both calls end some time after the thaw; until then the next one is given up as well.
        assertThat(Waiting.on(
                                "an answer that takes longer than a machine that hangs is given",
                                LONG,
                                Duration.ofMillis(20))
                        .until(() -> slowAnswer(patience)))
                .isEqualTo(3);
    }

    @Test
    void whatLibvirtSaysComesThrough() throws Exception {
        assertThat(patience.<Integer>wait("asking", LONG, () -> 42)).isEqualTo(42);
        LibvirtFailure refused = new LibvirtFailure(ErrorNumber.VIR_ERR_NO_DOMAIN, "no such domain");
        assertThatThrownBy(() -> patience.wait("asking", LONG, () -> {
                    throw refused;
                }))
                .isSameAs(refused);
    }

    @Test
    void anInterruptDoesNotLeaveACreationAloneAndIsKept() throws Exception {
        CountDownLatch created = new CountDownLatch(1);
        Thread.currentThread().interrupt();

        int result = patience.wait("creating", LONG, () -> {
            await(never(), 200);
            created.countDown();
            return 1;
        });

        assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
        assertThat(result).isEqualTo(1);
        assertThat(created.getCount()).isZero();
    }

    private static Optional<Integer> slowAnswer(CallTimeout patience) {
        try {
            return Optional.of(patience.wait("asking later", LONG, () -> {
                await(never(), 1_500);
                return 3;
            }));
        } catch (NoAnswerException e) {
            return Optional.empty();
        } catch (LibvirtException | LibvirtFailure e) {
            throw new AssertionError(e);
        }
    }

    private static CountDownLatch never() {
        return new CountDownLatch(1);
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
