package org.nestlab.internal.snapshot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;

/**
 * Reads what identifies a guest, before it is frozen and after it was thawed, and corrects what is wrong in a thawed
 * guest: its clock, its entropy, and sessions whose other end is gone. One program in the guest does all of it, because
 * each new process costs an emulated guest some tens of milliseconds.
 */
public final class GuestAgent {

    /** In the guest; {@code /run} is in its memory. */
    static final String NONCE_FILE = "/run/nestlab-nonce";

    /** For an exchange of milliseconds with a guest that may have to wait for a processor. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LOOKS = 3;
    private static final int ENTROPY = 64;

    /**
     * The kernel's numbers on x86-64: clock_settime 227, clock_gettime 228, RNDADDENTROPY and RNDRESEEDCRNG of
     * {@code linux/random.h}. The program uses only what every perl has.
     */
    private static final String PROGRAM = """
            use integer; $| = 1;
            sub now { my $b = "\\0" x 16; syscall(228, 0, $b); return unpack("qq", $b) }
            sub first { open(my $f, "<", $_[0]) or return "-"; my $l = <$f>; $l = "" unless defined $l; chomp $l; return $l }
            sub sweep {
              my %mine = ($$ => 1); my $p = $$;
              while ($p > 1 && first("/proc/$p/stat") =~ /\\) \\S+ (\\d+)/) { $p = $1; $mine{$p} = 1 }
              for my $d (glob("/proc/[0-9]*")) {
                my ($pid) = $d =~ /(\\d+)$/; next if $mine{$pid};
                kill("TERM", $pid) if first("$d/cmdline") =~ /^sshd(-session)?: \\S+(@| \\[(priv|net|accepted))/;
              }
            }
            print "ready\\n";
            while (my $l = <STDIN>) {
              if ($l =~ /^time$/) { printf("%d.%09d\\n", now()) }
              elsif ($l =~ /^shift (-?\\d+)$/) {
                my ($s, $n) = now(); my $t = $s * 1000000000 + $n + $1;
                my $b = pack("qq", $t / 1000000000, $t % 1000000000);
                print syscall(227, 0, $b) == 0 ? "ok\\n" : "error $!\\n" }
              elsif ($l =~ /^entropy ([0-9a-f]+)$/) {
                my $d = pack("H*", $1); my $r;
                my $ok = open($r, "+<", "/dev/urandom") && ioctl($r, 0x40085203, pack("ii", 8 * length($d), length($d)) . $d)
                  && ioctl($r, 0x5207, 0);
                print $ok ? "ok\\n" : "error $!\\n" }
              elsif ($l =~ /^nonce ([0-9a-f]+)$/) {
                my $f; my $ok = open($f, ">", "%1$s") && print($f "$1\\n") && close($f);
                print $ok ? "ok\\n" : "error $!\\n" }
              elsif ($l =~ /^sweep$/) { sweep(); print "ok\\n" }
              elsif ($l =~ /^facts$/) {
                my ($up) = split(/ /, first("/proc/uptime"));
                print join(" ", first("/proc/sys/kernel/random/boot_id"), $up, first("/proc/sys/kernel/random/uuid"), first("%1$s")), "\\n" }
              else { print "error unknown\\n" }
            }
            """.replace("%1$s", NONCE_FILE);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Shell shell;
    private final Supplier<Instant> clock;

    public GuestAgent(Shell shell) {
        this(shell, Instant::now);
    }

    /** @param clock that of the machine that the guest's is set by */
    GuestAgent(Shell shell, Supplier<Instant> clock) {
        this.shell = shell;
        this.clock = clock;
    }

    /** Leaves a nonce in the guest's memory. */
    public GuestFacts mark(String nonce) {
        return talk(line -> {
            ok(line, "nonce " + nonce);
            return GuestFacts.parse(line.ask("facts"));
        });
    }

    /** Ends the sessions of the frozen lab, sets the clock, adds entropy of this machine, and then reads the facts. */
    public Awake wake() {
        byte[] entropy = new byte[ENTROPY];
        RANDOM.nextBytes(entropy);
        return talk(line -> {
            ok(line, "entropy " + HexFormat.of().formatHex(entropy));
            GuestClock set = setClock(line);
            ok(line, "sweep");
            return new Awake(GuestFacts.parse(line.ask("facts")), set);
        });
    }

    /**
     * Compares the clock of a guest that has run all the time with that of this machine, and sets it if it is off: the
     * clock of this machine may have been set, or this machine may have slept.
     *
     * @throws SnapshotException if the guest has no perl, or does not let its clock be set
     */
    public GuestClock setClock() {
        return talk(this::setClock);
    }

    private GuestClock setClock(Line line) throws IOException {
        GuestClock.Distance before = distance(line);
        if (before.isWithinLimit() || !before.isCertain()) {
            return new GuestClock(shell.label(), before, before);
        }
        ok(line, "shift " + -before.nanos());
        return new GuestClock(shell.label(), before, distance(line));
    }

    /** The state of a thawed guest. */
    public record Awake(GuestFacts facts, GuestClock clock) {}

    /** The question with the shortest round trip gives the best value. */
    private GuestClock.Distance distance(Line line) throws IOException {
        GuestClock.Distance best = new GuestClock.Distance(0, Long.MAX_VALUE);
        for (int i = 0; i < LOOKS; i++) {
            long start = System.nanoTime();
            Instant sent = clock.get();
            String[] guest = line.ask("time").split("\\.", -1);
            long way = System.nanoTime() - start;
            Instant there = Instant.ofEpochSecond(Long.parseLong(guest[0]), Long.parseLong(guest[1]));
            if (way / 2 < best.within()) {
                best = new GuestClock.Distance(
                        Duration.between(sent.plusNanos(way / 2), there).toNanos(), way / 2);
            }
        }
        return best;
    }

    private void ok(Line line, String request) throws IOException {
        String answer = line.ask(request);
        if (!answer.equals("ok")) {
            throw SnapshotException.spoilt("%s: `%s` was answered by '%s'; expected 'ok'"
                    .formatted(shell.label(), request.replaceFirst(" .*", ""), answer));
        }
    }

    /** The exchange over one channel. */
    @FunctionalInterface
    private interface Talk<T> {
        T over(Line line) throws IOException;
    }

    private record Line(BufferedReader in, OutputStream out) {

        String next() throws IOException {
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("it ended; expected an answer");
            }
            return answer;
        }

        String ask(String request) throws IOException {
            out.write((request + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return next();
        }
    }

    private <T> T talk(Talk<T> talk) {
        try (Duplex duplex = shell.open(Command.of("perl", "-e", PROGRAM))) {
            FutureTask<T> task = new FutureTask<>(() -> {
                Line line = new Line(
                        new BufferedReader(new InputStreamReader(duplex.input(), StandardCharsets.UTF_8)),
                        duplex.output());
                line.next();
                return talk.over(line);
            });
            Background.threads().execute(task);
            return result(task);
        }
    }

    private <T> T result(FutureTask<T> task) {
        try {
            return task.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw SnapshotException.spoilt(
                    "%s: its agent has not answered for %d s".formatted(shell.label(), PATIENCE.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SnapshotException.busy(shell.label() + ": interrupted while its agent was asked");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SnapshotException known) {
                throw known;
            }
            throw SnapshotException.spoilt("%s: its agent failed: %s".formatted(shell.label(), e.getCause()));
        } catch (UncheckedIOException e) {
            throw SnapshotException.spoilt("%s: its agent failed: %s".formatted(shell.label(), e.getMessage()));
        }
    }
}
