package org.nestlab.internal.examination;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.console.Signature.Effect;
import org.nestlab.internal.console.Signatures;
import org.nestlab.internal.diagnosis.Answer;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.diagnosis.GuestEvidence;
import org.nestlab.internal.diagnosis.GuestInspector;
import org.nestlab.internal.diagnosis.Inquiry;
import org.nestlab.internal.diagnosis.Judge;
import org.nestlab.internal.diagnosis.KernelLog;
import org.nestlab.internal.diagnosis.LabEvidence;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.running.LabContainer;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.shell.Pause;
import org.nestlab.machine.Command;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;

/** Finds out which layer of a running lab died. */
public final class Layers {

    private final LabState lab;
    private final Duration beforeAskingAgain;

    public Layers(LabState lab) {
        this(lab, Duration.ofSeconds(lab.tier() == Tier.EMULATED ? 15 : 5));
    }

    /** @param beforeAskingAgain how long to wait where nothing was proven */
    public Layers(LabState lab, Duration beforeAskingAgain) {
        this.lab = lab;
        this.beforeAskingAgain = beforeAskingAgain;
    }

    /** What was found, and from what. */
    public record Found(Attribution attribution, LabEvidence evidence) {

        /** Whether a guest is worth asking more: one that was silent would only be waited for. */
        boolean answers(String label) {
            return evidence.guests().stream().anyMatch(guest -> answers(guest, label));
        }

        private static boolean answers(GuestEvidence guest, String label) {
            return (guest.label().equals(label) && guest.session() == Answer.YES)
                    || guest.inside().stream().anyMatch(inner -> answers(inner, label));
        }
    }

    /**
     * Asks every level, which takes a moment where all are well, and at most about a minute for each level where not;
     * twice that where nothing is proven the first time.
     */
    public Found look() {
        return look(lab.liveGuests().stream().map(this::inspector).toList());
    }

    /** The same of some guests of the host. */
    public Found look(List<? extends GuestInspector> guests) {
        Found found = lookOnce(guests);
        // A guest that was reset is silent while it boots, and an overloaded machine answers late.
        return found.attribution().cause() == FailureCause.UNKNOWN && Pause.of(beforeAskingAgain)
                ? lookOnce(guests)
                : found;
    }

    /** The label of the outermost guest that does not answer in its session now, the lab not having suspended it. */
    public Optional<String> silent() {
        return new Inquiry(session(), outside())
                .silent(lab.liveGuests().stream().map(this::inspector).toList());
    }

    private Found lookOnce(List<? extends GuestInspector> guests) {
        Optional<String> ended = lab.container().flatMap(LabContainer::end);
        if (ended.isPresent()) {
            // Every guest went with it, and would only be waited for.
            Attribution gone = new Attribution(
                    FailureCause.QEMU_GONE, Level.L0, LabContainer.LABEL, LabContainer.sentence(ended.get()));
            return new Found(gone, new LabEvidence(Optional.empty(), List.of(), Duration.ZERO));
        }
        LabEvidence evidence = new Inquiry(session(), outside()).ask(this::oops, guests);
        return new Found(Judge.judge(evidence), evidence);
    }

    LiveGuestInspector inspector(LiveGuest guest) {
        return new LiveGuestInspector(guest, outside());
    }

    /** An emulated machine at work has taken seconds for a command that does nothing. */
    private Duration session() {
        return Duration.ofSeconds(lab.tier() == Tier.EMULATED ? 15 : 5);
    }

    private Duration outside() {
        return Duration.ofSeconds(lab.tier() == Tier.EMULATED ? 30 : 20);
    }

    /** What the kernel of the host has said since the lab was planned, if it said that it failed. */
    private Optional<String> oops() {
        String[] parts = lab.site()
                .shell()
                .run(Command.shell("cut -d' ' -f1 /proc/uptime; dmesg | tail -n 2000")
                        .withTimeout(Duration.ofSeconds(10)))
                .stdout()
                .split("\n", 2);
        Signatures known = lab.context().signatures();
        return parts.length < 2
                ? Optional.empty()
                : KernelLog.first(
                        parts[1],
                        Double.parseDouble(parts[0]),
                        lab.age(),
                        line -> known.fatalIn(line, Level.L0)
                                .filter(found ->
                                        found.effect() == Effect.KERNEL_OOPS || found.effect() == Effect.KERNEL_DEAD)
                                .isPresent());
    }
}
