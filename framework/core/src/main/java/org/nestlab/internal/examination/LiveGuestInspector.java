package org.nestlab.internal.examination;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.diagnosis.Answer;
import org.nestlab.internal.diagnosis.BootState;
import org.nestlab.internal.diagnosis.DomainObservation;
import org.nestlab.internal.diagnosis.DomainObservation.State;
import org.nestlab.internal.diagnosis.GuestInspector;
import org.nestlab.internal.diagnosis.KernelLog;
import org.nestlab.internal.diagnosis.PendingInterrupt;
import org.nestlab.internal.guest.CpuRunner;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.libvirt.DomainState;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.site.Qemu;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Level;

/** A guest of a running lab as it is examined: asked through its session, and through the machine above. */
final class LiveGuestInspector implements GuestInspector {

    /** An emulated machine at work has taken seconds. */
    private static final Duration GREETING = Duration.ofSeconds(10);

    private final LiveGuest guest;
    private final Shell above;
    private final Duration patience;

    /** @param patience for one command on the machine above */
    LiveGuestInspector(LiveGuest guest, Duration patience) {
        this.guest = guest;
        this.above = guest.above().shell();
        this.patience = patience;
    }

    @Override
    public String label() {
        return guest.label();
    }

    @Override
    public Level level() {
        return guest.level();
    }

    @Override
    public String above() {
        return guest.parent().label();
    }

    @Override
    public BootState boot() {
        return !guest.isReady()
                ? BootState.BOOTING
                : guest.consoleLog().bootedAgain() ? BootState.BOOTED_AGAIN : BootState.READY;
    }

    @Override
    public Optional<String> suspension() {
        return guest.domain().suspension();
    }

    @Override
    public Optional<FatalLine> console() {
        return guest.consoleLog().fatalLine();
    }

    @Override
    public Optional<String> emulatorFault() {
        return guest.health().emulatorFault();
    }

    @Override
    public boolean answers() {
        // Not through the guest itself: a command without an answer would have it examined, which takes its time.
        return guest.shell().run(Command.of("true").withTimeout(patience)).succeeded();
    }

    @Override
    public DomainObservation domain() {
        Optional<DomainState> told = guest.above().libvirt().domains().state(guest.uuid());
        if (told.isEmpty() || !told.get().isActive()) {
            String words = told.map(known -> "%s (%s)".formatted(word(known), known.reason()))
                    .orElse("gone");
            return new DomainObservation(State.GONE, words + end());
        }
        State state = switch (told.get().kind()) {
            case PAUSED, PMSUSPENDED -> State.PAUSED;
            default -> State.RUNNING;
        };
        String reason = told.get().reason();
        return new DomainObservation(
                state,
                "%s (%s)".formatted(word(told.get()), reason.equals("I/O error") ? reason + failedDisks() : reason));
    }

    /** What libvirt knows of the disks of a guest that it was not let go on, for example {@code : vda: no space}. */
    private String failedDisks() {
        // vda: no space
        String printed = run("timeout 5 virsh -q -c %s domblkerror %s"
                        .formatted(Command.quote(Qemu.uri(guest)), guest.uuid()))
                .text();
        return printed.isEmpty() ? "" : ": " + printed.replace("\n", ", ");
    }

    private static String word(DomainState state) {
        return state.kind().name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * How QEMU's log says that it ended, for example {@code , and its log ends with 'shutting down, reason=crashed'}.
     */
    private String end() {
        String last = run("grep 'shutting down, reason=' %s | tail -n 1".formatted(log()))
                .text()
                .replaceFirst("^.*: shutting down", "shutting down");
        return last.isEmpty() ? "" : ", and its log ends with '%s'".formatted(last);
    }

    @Override
    public Optional<String> cpus() {
        // KVM wakes a CPU that it runs, which may wait for a processor then: what is pending proves nothing.
        int apics = guest.runner() == CpuRunner.QEMU ? guest.plan().spec().vcpus() : 0;
        Optional<String> looks = CpuSampler.of(
                run(CpuSampler.script(Qemu.uri(guest), guest.uuid().toString(), apics)));
        looks.flatMap(PendingInterrupt::in).ifPresent(guest.health()::saw);
        return looks;
    }

    @Override
    public boolean examined() {
        guest.health().examineCpus(guest.runsGuests());
        if (guest.consoleLog().fatalLine().isPresent()) {
            // A kernel takes seconds to print why it failed, and what decides is at the end of it.
            guest.consoleLog().awaitRest(patience.dividedBy(2));
        }
        return true;
    }

    @Override
    public Answer threads() {
        return KernelThreadProbe.of(
                run(KernelThreadProbe.script(Qemu.uri(guest), guest.uuid().toString())));
    }

    @Override
    public Answer link() {
        String state = run("timeout 5 virsh -q -c %s domif-getlink %s %s"
                        .formatted(
                                Command.quote(Qemu.uri(guest)),
                                guest.uuid(),
                                guest.plan().mac()))
                .text();
        return state.endsWith(" down") ? Answer.NO : state.endsWith(" up") ? Answer.YES : Answer.UNTOLD;
    }

    @Override
    public Answer echo() {
        return switch (run("ping -n -q -c 3 -i 0.5 -W 2 " + guest.address()).exitStatus()) {
            case 0 -> Answer.YES;
            case 1 -> Answer.NO;
            default -> knock();
        };
    }

    /** Where there is no ping: a kernel that accepts or refuses a connection lives as well. */
    private Answer knock() {
        try {
            above.connect(guest.address(), 22, Duration.ofSeconds(3)).close();
            return Answer.YES;
        } catch (GuestCommandException e) {
            return Answer.of(String.valueOf(e.getMessage()).contains("refused"));
        }
    }

    @Override
    public boolean greets() {
        try (Duplex wire = above.connect(guest.address(), 22, Duration.ofSeconds(5))) {
            // Nothing else ends the wait for a server that was stopped: its kernel accepts the connection all the same.
            CompletableFuture.delayedExecutor(GREETING.toSeconds(), TimeUnit.SECONDS, Background.threads())
                    .execute(wire::close);
            // SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7
            return new String(wire.input().readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
        } catch (GuestCommandException | IOException e) {
            return false;
        }
    }

    @Override
    public Optional<String> killed() {
        OptionalLong pid = guest.domain().qemu();
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = run("""
                date +%%s; cut -d' ' -f1 /proc/uptime; echo ==
                dmesg | grep -aE 'Killed process %1$d[ ,]|oom-kill:.*,pid=%1$d,' | tail -n 5; echo ==
                grep -aE '^/| /[^ ]*/[^ ]+ -name |process=' %2$s | tail -n 5; tail -n 5 %2$s""".formatted(pid.getAsLong(), log())).stdout().split("==\n", -1);
        String[] clock = parts[0].split("\n", -1);
        if (parts.length < 3 || clock.length < 2) {
            return Optional.empty();
        }
        double uptime = Double.parseDouble(clock[1]);
        double now = Double.parseDouble(clock[0]);
        return KernelLog.killed(parts[1], pid.getAsLong(), uptime, now, parts[2]);
    }

    private String log() {
        return Command.quote(Qemu.log(guest));
    }

    private CommandResult run(String script) {
        return above.run(Command.shell(script).withTimeout(patience));
    }

    @Override
    public List<LiveGuestInspector> inside() {
        return guest.liveGuests().stream()
                .map(inner -> new LiveGuestInspector(inner, patience))
                .toList();
    }
}
