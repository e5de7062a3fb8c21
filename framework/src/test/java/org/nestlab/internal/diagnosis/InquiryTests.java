package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.diagnosis.DomainObservation.State;

@Timeout(20)
class InquiryTests {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch end = new CountDownLatch(1);
    private final FakeGuestInspector l2 = new FakeGuestInspector(2);
    private final FakeGuestInspector l1 = new FakeGuestInspector(1, l2);

    /** An answer that never comes, not even for who interrupts it. */
    private <T> Callable<T> never() {
        return () -> {
            while (true) {
                try {
                    end.await();
                    throw new IllegalStateException("the test is over");
                } catch (InterruptedException e) {
                    // libvirt's calls take no notice either
                }
            }
        };
    }

    @AfterEach
    void letGo() {
        end.countDown();
    }

    private LabEvidence ask() {
        return new Inquiry(SHORT, SHORT).ask(() -> Optional.of("[ 1.0] Oops: 0000 [#1]"), List.of(l1));
    }

    @Test
    void whereEveryMachineAnswersNothingMoreIsAsked() {
        LabEvidence evidence = ask();

        assertThat(l1.asked).containsExactly("answers");
        assertThat(l2.asked).containsExactly("answers");
        assertThat(evidence.oops()).isEmpty();
        assertThat(Judge.judge(evidence).cause()).isEqualTo(FailureCause.THE_TEST);
    }

    @Test
    void aMachineThatNeverAnswersHoldsUpNobody() {
        for (String question : List.of("answers", "domain", "cpus", "threads", "link", "echo", "greets", "killed")) {
            l1.answering(question, never());
            l2.answering(question, never());
        }

        LabEvidence evidence = ask();

        assertThat(evidence.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(evidence.guests().get(0).session()).isEqualTo(Answer.NO);
        assertThat(evidence.guests().get(0).outside().domain().state()).isEqualTo(State.UNTOLD);
        assertThat(Judge.judge(evidence).cause()).isEqualTo(FailureCause.UNKNOWN);
    }

    @Test
    void theMachineAboveIsAskedWhileAnAnswerIsWaitedFor() {
        Duration patience = Duration.ofSeconds(2);
        CountDownLatch lookedAt = new CountDownLatch(1);
        l2.answering("cpus", () -> {
            lookedAt.countDown();
            return Optional.empty();
        });
        l2.answering("answers", () -> lookedAt.await(10, TimeUnit.SECONDS));

        LabEvidence evidence = new Inquiry(patience, patience).ask(Optional::empty, List.of(l1));

        // It was slow, and is well: what was seen from outside proves nothing.
        assertThat(lookedAt.getCount()).isZero();
        GuestEvidence guest = evidence.guests().get(0).inside().get(0);
        assertThat(guest.session()).isEqualTo(Answer.YES);
        assertThat(guest.outside()).isEqualTo(Outside.untold());
        assertThat(Judge.judge(evidence).cause()).isEqualTo(FailureCause.THE_TEST);
    }

    @Test
    void aQuestionThatFailsIsUntold() {
        l2.answering("answers", () -> {
            throw new GuestCommandException("L2 guest: the SSH session is closed");
        });
        l2.answering("greets", () -> false);
        l2.answering("echo", () -> {
            throw new GuestCommandException("L1 hypervisor: `ping` did not end within 15 s");
        });

        GuestEvidence guest = ask().guests().get(0).inside().get(0);

        assertThat(guest.session()).isEqualTo(Answer.NO);
        assertThat(guest.outside().echo()).isEqualTo(Answer.UNTOLD);
        assertThat(guest.outside().greeting()).isEqualTo(Answer.NO);
        assertThat(guest.outside().monitor()).as("virsh said nothing").isEqualTo(Answer.UNTOLD);
    }

    @Test
    void aSilentMonitorIsAnAnswer() {
        l1.answering("answers", () -> false).answering("cpus", Optional::empty);

        assertThat(ask().guests().get(0).outside().monitor()).isEqualTo(Answer.NO);
    }

    @Test
    void behindAMachineThatIsSilentNobodyIsJudged() {
        l1.answering("answers", () -> false).answering("domain", () -> new DomainObservation(State.GONE, "gone"));
        l2.answering("answers", () -> false);

        LabEvidence evidence = ask();

        assertThat(l2.asked).doesNotContain("domain", "echo");
        assertThat(evidence.guests().get(0).inside().get(0).session()).isEqualTo(Answer.UNTOLD);
        assertThat(Judge.judge(evidence).cause()).isEqualTo(FailureCause.KERNEL_BELOW);
    }

    /** Sessions are served by whichever CPU is free; a guest may need the other one. */
    @Test
    void ofAMachineThatAnswersTheCpusAreLookedAtWhereAGuestInItIsSilent() {
        l2.answering("answers", () -> false);
        l1.answering("cpus", () -> Optional.of(PendingInterruptTests.DEAF));

        LabEvidence evidence = new Inquiry(SHORT, SHORT).ask(Optional::empty, List.of(l1));

        assertThat(l1.asked).containsExactly("answers", "cpus");
        assertThat(evidence.guests().get(0).session()).isEqualTo(Answer.YES);
        assertThat(Judge.judge(evidence))
                .extracting(Attribution::cause, Attribution::machine)
                .containsExactly(FailureCause.KERNEL_FROZEN, "L1 hypervisor");
        assertThat(EvidenceText.of(Judge.judge(evidence), evidence))
                .contains("""
                        L1 hypervisor on L0 host
                          session answers: yes
                          CPUs: CPU 0 takes no interrupts: it is halted""")
                .contains("SSH greets: yes");
    }

    @Test
    void whatTheLabSuspendedIsAskedNothing() {
        l1.suspension = Optional.of("L1 hypervisor: it is suspended");
        l2.suspension = Optional.of("L2 guest: inside a guest that is suspended");

        LabEvidence evidence = ask();

        assertThat(l1.asked).isEmpty();
        assertThat(l2.asked).isEmpty();
        assertThat(Judge.judge(evidence).cause()).isEqualTo(FailureCause.THE_TEST);
    }

    @Test
    void theEvidenceIsToldWithTheJudgementOnTop() {
        l2.answering("answers", () -> false).answering("greets", () -> false);
        LabEvidence evidence = ask();

        assertThat(EvidenceText.of(Judge.judge(evidence), evidence).replaceFirst("asked for .* s", "asked for 0.1 s"))
                .isEqualTo("""
                        which layer died: L2 guest: userspace stuck: its kernel answers a ping from L1 hypervisor, and its SSH server neither an old connection nor a new one

                        asked for 0.1 s
                        L0 host: its kernel said: [ 1.0] Oops: 0000 [#1]
                        L1 hypervisor on L0 host
                          session answers: yes
                          L2 guest on L1 hypervisor
                            session answers: no
                            domain: running (booted)
                            QEMU's monitor answers: untold
                            CPUs: untold
                            its kernel's threads run: untold
                            link up: yes
                            ping answered: yes
                            SSH greets: no
                        """);
    }
}
