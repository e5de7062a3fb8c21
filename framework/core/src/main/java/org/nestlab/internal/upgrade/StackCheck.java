package org.nestlab.internal.upgrade;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.EmulatorFaultException;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.internal.claim.FunctionalChecks;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Level;
import org.nestlab.probe.Acceleration;
import org.nestlab.probe.ParameterState;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;
import org.nestlab.stack.Stack;
import org.nestlab.stack.StackEntry;
import org.nestlab.stack.StackValue;
import org.nestlab.upgrade.FunctionalCheck;

/** Checks whether a lab on a stack works as a nested lab, and reads its facts. */
final class StackCheck {

    /**
     * The result.
     *
     * @param facts empty if the lab did not come up
     * @param noVerdict why it is unknown whether the stack works; empty if it is known
     */
    record Result(List<FunctionalCheck> checks, Optional<StackFacts> facts, Optional<String> noVerdict) {

        Optional<FunctionalCheck> failed() {
            return checks.stream().filter(check -> !check.passed()).findFirst();
        }
    }

    private final Stack stack;
    private final FunctionalChecks checks = new FunctionalChecks();

    private StackCheck(Stack stack) {
        this.stack = stack;
    }

    /**
     * Brings the lab up and takes it down again.
     *
     * @throws LabConfigurationException if the stack names something that does not exist
     * @throws HostNotCapableException if the host cannot hold the lab, whatever it runs
     */
    static Result of(LabEngine engine, LabSpec lab, Stack stack, Settings settings) {
        return new StackCheck(stack).look(engine, lab, settings);
    }

    private Result look(LabEngine engine, LabSpec spec, Settings settings) {
        @Nullable RunningLab up;
        try {
            up = bringUp(engine, spec, settings);
        } catch (EmulatorFaultException e) {
            return new Result(
                    checks.all(), Optional.empty(), e.getMessage().lines().findFirst());
        }
        if (up == null) {
            return new Result(checks.all(), Optional.empty(), Optional.empty());
        }
        try (RunningLab lab = up) {
            for (Optional<Guest> guest = Optional.of(lab.guests().get(0));
                    guest.isPresent();
                    guest = guest.get().guests().stream().findFirst()) {
                check(guest.get(), lab.tier());
            }
            // A machine that the emulation broke does nothing of what it should, through no fault of its kernel.
            Optional<String> broken =
                    checks.all().stream().allMatch(FunctionalCheck::passed) ? Optional.empty() : lab.emulatorFault();
            return new Result(checks.all(), Optional.of(StackFacts.of(lab)), broken);
        }
    }

    private @Nullable RunningLab bringUp(LabEngine engine, LabSpec spec, Settings settings) {
        String claim = "the lab boots, " + (spec.depth() == 1 ? "L1" : "L1 to L" + spec.depth());
        try {
            RunningLab lab = engine.bringUp(spec, settings);
            checks.add(FunctionalCheck.ofSuccess(claim + starts(lab.startedAgain())));
            return lab;
        } catch (LabConfigurationException | HostNotCapableException | EmulatorFaultException e) {
            throw e;
        } catch (LabException e) {
            checks.add(FunctionalCheck.ofFailure(claim, e.getMessage() + StartHistory.of(e)));
            return null;
        }
    }

    private static String starts(List<String> failed) {
        return failed.isEmpty()
                ? ""
                : ", in its start %d (started again, as %s)".formatted(failed.size() + 1, String.join("; as ", failed));
    }

    private void check(Guest guest, Tier tier) {
        checks.runsItsKernel(guest);
        boolean emulated = guest.level().equals(Level.L1) && tier == Tier.EMULATED;
        Acceleration.Kind kind = emulated ? Acceleration.Kind.TCG : Acceleration.Kind.KVM;
        checks.isAcceleratedBy(guest, kind);
        // An L1 that runs no guests yet is there to run some.
        if (guest.spec().hosts()
                || (guest.level().equals(Level.L1) && guest.spec().cpu().virtualization())) {
            checks.hasUsableKvm(guest);
            if (guest.spec().nesting()) {
                checks.hasNestingEnabled(guest);
            }
        }
        for (StackEntry entry : stack.entries().values()) {
            if (entry.level().equals(guest.level()) && entry.value() instanceof StackValue.Parameter parameter) {
                checks.check(
                        guest,
                        "%s is %s".formatted(parameter.name(), parameter.value()),
                        () -> parameter(guest, parameter));
            }
        }
    }

    /** Why a module parameter does not have the wanted value; a kernel ignores a parameter that it does not have. */
    private static Optional<String> parameter(Guest guest, StackValue.Parameter wanted) {
        String file = "/sys/module/" + wanted.name().replace('-', '_').replace(".", "/parameters/");
        String seen = guest.run("cat " + file).orThrow().text();
        ParameterState state = ParameterState.of(seen);
        boolean same = seen.equals(wanted.value())
                || (state != ParameterState.UNKNOWN && state == ParameterState.of(wanted.value()));
        return same
                ? Optional.empty()
                : Optional.of("%s: %s holds '%s', and '%s' was asked for"
                        .formatted(guest.label(), file, seen, wanted.value()));
    }
}
