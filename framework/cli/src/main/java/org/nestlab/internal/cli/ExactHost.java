package org.nestlab.internal.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.claim.ClaimViolation;
import org.nestlab.internal.claim.ExactClaims;
import org.nestlab.internal.exact.cost.ProbeProgram;
import org.nestlab.internal.exact.machine.EmulatedMachines;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.text.Tail;
import org.nestlab.machine.Level;
import org.nestlab.upgrade.FunctionalCheck;
import org.nestlab.upgrade.Outcome;

/** The virtual host as an exact machine: what of it is shown, and what comes of that. */
record ExactHost(Boots boots) {

    private static final int LAST_LINES = 10;

    /** Boots a machine and lets it say what it is. */
    @FunctionalInterface
    interface Boots {
        /**
         * Boots it.
         *
         * @param exactly whether it is about this seed, and no other one may take its place where it hangs
         */
        MachineProof.Result boot(
                MachineSpec spec, boolean exactly, Settings settings, Duration limit, Consumer<String> progress);
    }

    /** On this machine. */
    static ExactHost here() {
        return new ExactHost((spec, exactly, settings, limit, progress) -> {
            MachineProof proof = new MachineProof(
                    new EmulatedMachines(settings),
                    ProbeProgram.ensure(new LocalShell("L0 host"), settings.imageDir(), progress)
                            .file());
            return exactly ? proof.bootExactly(spec, limit, progress) : proof.boot(spec, limit, progress);
        });
    }

    Outcome look(MachineSpec spec, boolean exactly, Settings settings, Duration limit, Consumer<String> print) {
        MachineProof.Result result = boots.boot(spec, exactly, settings, limit, print);
        BootedMachine machine = result.machine();
        List<FunctionalCheck> checks = checks(machine);
        boolean good = machine.finished() && checks.stream().allMatch(FunctionalCheck::passed);
        Outcome outcome = !result.tells() ? Outcome.CANNOT_TELL : good ? Outcome.GOOD : Outcome.DOES_NOT_WORK;
        print.accept("%s, on kernel %s"
                .formatted(machine, machine.l1().isThere() ? machine.l1().kernel() : "(not told)"));
        checks.forEach(check -> print.accept("  " + check));
        machine.warnings().forEach(line -> print.accept("  a kernel warns: " + line));
        machine.remarks().forEach(line -> print.accept("  of the emulator: " + line));
        if (outcome != Outcome.GOOD) {
            lastLines(machine).forEach(line -> print.accept("  its console: " + line));
        }
        print.accept("%s: %s, after %d s, in which the emulator had %d s of CPU time"
                .formatted(
                        outcome,
                        result.tells() ? machine.ended() : result.untold(),
                        machine.wall().toSeconds(),
                        machine.cpu().toSeconds()));
        return outcome;
    }

    private static List<FunctionalCheck> checks(BootedMachine machine) {
        List<FunctionalCheck> checks = new ArrayList<>();
        for (Level level : List.of(Level.L1, Level.L2)) {
            checks.add(check(machine, level + ": /dev/kvm is there", ExactClaims.kvmDevice(machine, level)));
            checks.add(check(
                    machine,
                    level + ": its CPU shows the vendor's extension",
                    ExactClaims.vendorFlags(machine, level)));
        }
        checks.add(check(machine, "L1: runs a guest, and a Linux as L2", ExactClaims.runsGuest(machine)));
        checks.add(check(machine, "L2: runs a guest, L3", ExactClaims.runsGuestOfGuest(machine)));
        return checks;
    }

    private static FunctionalCheck check(BootedMachine machine, String claim, Optional<ClaimViolation> violation) {
        return violation
                .map(it -> FunctionalCheck.ofFailure(claim, it.message(machine.toString())))
                .orElseGet(() -> FunctionalCheck.ofSuccess(claim));
    }

    private static List<String> lastLines(BootedMachine machine) {
        List<String> lines =
                machine.console().stream().filter(line -> !line.isBlank()).toList();
        return Tail.of(lines, LAST_LINES);
    }
}
