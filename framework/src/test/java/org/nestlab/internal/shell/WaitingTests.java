package org.nestlab.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nestlab.GuestCommandException;
import org.nestlab.GuestCrashedException;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;

@Timeout(30)
class WaitingTests {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final Duration OFTEN = Duration.ofMillis(10);

    @Test
    void theValueIsHandedOutAsSoonAsItIsThere() {
        AtomicInteger looks = new AtomicInteger();

        int value = Waiting.on("L1 hypervisor: a third look", LONG, OFTEN)
                .until(() -> Optional.of(looks.incrementAndGet()).filter(n -> n == 3));

        assertThat(value).isEqualTo(3);
    }

    @Test
    void aTimeOutTellsWhatWasWaitedForHowLongHowOftenAndWhatWasSeen() {
        assertThatThrownBy(() -> Waiting.on("L1 hypervisor: an address", SHORT, OFTEN)
                        .seeing(() -> "domain running, no lease")
                        .until(Optional::empty))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageMatching(
                        "L1 hypervisor: an address: gave up after \\d+ ms \\(deadline 250 ms, \\d+ looks\\);"
                                + " last seen: domain running, no lease");
    }

    @Test
    void moreTimeIsGivenUntilThereIsNoneAndTheWholeIsTold() {
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> Waiting.on("L2 guest: login", SHORT, OFTEN)
                        .longer(() -> asked.incrementAndGet() < 3 ? SHORT : Duration.ZERO)
                        .until(Optional::empty))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageMatching(
                        "(?s)L2 guest: login: gave up after .* \\(deadline (7|8|9)\\d\\d ms, \\d+ looks\\).*");
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatIsThereAfterTheFirstDeadlineIsFoundByTheSameLook() {
        CountDownLatch late = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();

        String found = Waiting.on("L2 guest: login", SHORT, OFTEN)
                .longer(() -> {
                    late.countDown();
                    return LONG;
                })
                .until(() -> {
                    looks.incrementAndGet();
                    await(late);
                    return Optional.of("logged in");
                });

        assertThat(found).isEqualTo("logged in");
        assertThat(looks).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCommandThatFailsMeansNotYetAndIsToldInTheEnd() {
        assertThatThrownBy(
                        () -> Waiting.on("L1 hypervisor: login", SHORT, OFTEN).until(() -> {
                            throw new GuestCommandException("L1 hypervisor: Connection refused");
                        }))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageEndingWith("last seen: L1 hypervisor: Connection refused");
    }

    @Test
    void anyOtherFailureEndsTheWait() {
        ProvisioningException wrongKey = new ProvisioningException("wrong host key");

        assertThatThrownBy(() -> Waiting.on("L1 hypervisor: login", LONG, OFTEN).until(() -> {
                    throw wrongKey;
                }))
                .isSameAs(wrongKey);
    }

    @Test
    void aHopelessWaitEndsAtOnceEvenWhileALookHangs() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        long start = System.nanoTime();

        assertThatThrownBy(() -> Waiting.on("L2 nested: login", LONG, OFTEN)
                        .failFast(Optional::empty)
                        .failFast(() -> Optional.of("kernel panic on the console: Kernel panic - not syncing: x")
                                .filter(line -> looking.getCount() == 0))
                        .until(() -> {
                            looking.countDown();
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            return Optional.empty();
                        }))
                .isExactlyInstanceOf(GuestCrashedException.class)
                .hasMessageMatching(
                        "L2 nested: login: hopeless, kernel panic on the console: Kernel panic - not syncing:"
                                + " x after \\d+ ms \\(deadline 20 s, 1 looks\\); last seen: nothing yet");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        Waiting.on("the hanging look to be let go of", LONG, OFTEN).untilTrue(() -> interrupted.getCount() == 0);
    }

    @Test
    void anInterruptedWaitSaysSo() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Waiting.on("L1 hypervisor: login", LONG, OFTEN).until(Optional::empty))
                .isExactlyInstanceOf(ProvisioningException.class)
                .hasMessageStartingWith("L1 hypervisor: login: interrupted after ");
        assertThat(Thread.interrupted()).isTrue();
    }
}
