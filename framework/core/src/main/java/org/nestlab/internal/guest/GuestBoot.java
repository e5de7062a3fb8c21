package org.nestlab.internal.guest;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.nestlab.GuestCommandException;
import org.nestlab.NoAnswerException;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.libvirt.DomainState;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.internal.ssh.ReconnectingShell;
import org.nestlab.internal.ssh.SshShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * Waits for a guest in stages, so that a time-out says how far it came: domain running, SSH listening, login, boot
 * finished. Each stage gives up at once where the domain has stopped or its console says that the guest is dead.
 */
public final class GuestBoot {

    /**
     * What our image's console says once sshd listens: watching for it costs the guest nothing, asking its port does.
     */
    private static final String LISTENING = "nestlab: ssh ready";

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PULSE = Duration.ofSeconds(20);
    private static final Duration HANDSHAKE = Duration.ofSeconds(60);

    private final Steps steps;
    private final Duration early;
    private final Duration last;

    /** @param timeout for all stages of one guest together */
    public GuestBoot(Steps steps, Duration timeout) {
        this(steps, timeout, timeout);
    }

    /**
     * A boot that is given up early, as another start may do better.
     *
     * @param early for all stages of one guest together, the time aside that the guest waited for a processor of the
     *     host
     * @param last for all stages of one guest together, whatever it waited for
     */
    public GuestBoot(Steps steps, Duration early, Duration last) {
        this.steps = steps;
        this.early = early;
        this.last = last;
    }

    /** The session to a guest that has come up. */
    Shell awaitReady(LiveGuest guest) {
        BootTime time = new BootTime(early, last, () -> waited(guest), System::nanoTime);
        steps.run(guest.level(), guest.label() + ": SSH listens", () -> listening(guest, time));
        SshShell session = steps.get(guest.level(), guest.label() + ": login", () -> login(guest, time));
        try {
            steps.run(guest.level(), guest.label() + ": boot finished", () -> finished(guest, session, time));
        } catch (RuntimeException | Error e) {
            Closing.after(e, session);
            throw e;
        }
        return ReconnectingShell.of(session, () -> session(guest), steps::say);
    }

    /** A session to a guest that has been up for long; its boot is not waited for. */
    ReconnectingShell logIn(LiveGuest guest, Duration patience) {
        SshShell session = SshShell.open(guest.access().target(), guest.above().shell(), patience);
        return ReconnectingShell.of(session, () -> session(guest), steps::say);
    }

    /**
     * Of the QEMU on the host that runs the guest, or the guest that it is in; zero where it is not known, as in a
     * container.
     */
    private static Duration waited(LiveGuest guest) {
        LiveGuest outer = guest;
        while (outer.parent() instanceof LiveGuest below) {
            outer = below;
        }
        OptionalLong pid = outer.domain().qemu();
        return pid.isEmpty() ? Duration.ZERO : ProcessorWait.of(outer.above().shell(), pid.getAsLong());
    }

    private void listening(LiveGuest guest, BootTime time) {
        boolean ours = guest.access().agent();
        // A kernel may print into the midst of the line that is waited for.
        wait(guest, "SSH to listen on " + guest.address() + ":22", time)
                .untilTrue(() -> (ours && guest.consoleLog().contains(LISTENING))
                        || ((!ours || time.isLate()) && answers(guest)));
    }

    private static boolean answers(LiveGuest guest) {
        guest.above()
                .shell()
                .connect(guest.address(), 22, Duration.ofSeconds(3))
                .close();
        return true;
    }

    private SshShell login(LiveGuest guest, BootTime time) {
        return wait(guest, "an SSH login as " + guest.access().target().user(), time)
                .until(() -> Optional.of(session(guest)));
    }

    private static SshShell session(LiveGuest guest) {
        return SshShell.open(guest.access().target(), guest.above().shell(), HANDSHAKE);
    }

    private void finished(LiveGuest guest, Shell shell, BootTime time) {
        Command ask = Command.shell("command -v systemctl >/dev/null || { echo running; exit 0; }; "
                        + "systemctl is-system-running --wait")
                .withTimeout(last);
        wait(guest, "its boot to finish", time).untilTrue(() -> {
            CommandResult result = shell.run(ask);
            String state = result.text();
            if (state.equals("degraded")) {
                steps.say("%s: booted, but units failed: %s"
                        .formatted(
                                guest.label(),
                                shell.run(Command.shell("systemctl --failed --plain --no-legend | cut -d' ' -f1"))
                                        .text()
                                        .replace('\n', ' ')));
                return true;
            }
            if (state.equals("running")) {
                return true;
            }
            throw new GuestCommandException(
                    "systemctl is-system-running says '%s' %s".formatted(state, result.stderr()));
        });
    }

    private Waiting wait(LiveGuest guest, String what, BootTime time) {
        Duration left = time.left();
        if (!isPositive(left)) {
            left = longer(guest, time);
        }
        if (!isPositive(left)) {
            throw new NoAnswerException("%s: its boot took longer than %s before the stage '%s'%n%s"
                    .formatted(
                            guest.label(),
                            Steps.seconds(time.limit()),
                            what,
                            guest.consoleLog().lastLines()));
        }
        return Waiting.on(guest.label() + ": " + what, left, LOOK)
                .longer(() -> longer(guest, time))
                .failFast(guest.consoleLog()::fatal)
                .failFast(new StoppedDomain(guest)::reason)
                .seeing(() -> "%sdomain %s is %s; last lines of its console:%n%s"
                        .formatted(
                                hypervisor(guest),
                                guest.domainName(),
                                state(guest),
                                guest.consoleLog().lastLines()));
    }

    private Duration longer(LiveGuest guest, BootTime time) {
        Duration more = time.more();
        if (isPositive(more)) {
            steps.say("%s: slow, as the host's processors are busy: %s more for its boot"
                    .formatted(guest.label(), Steps.seconds(more)));
        }
        return more;
    }

    private static boolean isPositive(Duration time) {
        return !time.isZero() && !time.isNegative();
    }

    /** Which layer it is that hangs: a guest is silent too where the guest below it is dead. */
    private static String hypervisor(LiveGuest guest) {
        if (!(guest.parent() instanceof LiveGuest below)) {
            return "";
        }
        long start = System.nanoTime();
        try {
            guest.above().shell().run(Command.of("true").withTimeout(PULSE));
            return "%s answers (%s); ".formatted(below.label(), Steps.seconds(Steps.since(start)));
        } catch (GuestCommandException e) {
            return "%s itself does not answer within %s: it hangs, or its network is gone; "
                    .formatted(below.label(), Steps.seconds(PULSE));
        }
    }

    private static String state(LiveGuest guest) {
        try {
            return guest.above()
                    .libvirt()
                    .domains()
                    .state(guest.uuid())
                    .map(DomainState::toString)
                    .orElse("gone");
        } catch (NoAnswerException e) {
            return "in an unknown state: " + e.getMessage();
        }
    }
}
