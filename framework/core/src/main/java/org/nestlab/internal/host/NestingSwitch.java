package org.nestlab.internal.host;

import java.util.Map;
import java.util.UUID;
import org.nestlab.HostNotCapableException;
import org.nestlab.ProvisioningException;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Machine;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.ParameterState;
import org.nestlab.probe.VirtExtension;
import org.nestlab.probe.VirtExtension.Kind;

/**
 * Changes the nesting setup of a machine until it is closed: the module's {@code nested} parameter and, if requested,
 * the file that keeps the parameter over a reboot. Nothing is changed before everything was verified and recorded. A
 * lock file on the machine prevents a second change until the first one is undone.
 */
public final class NestingSwitch implements AutoCloseable {

    private final Machine machine;
    private final NestingRecord before;
    private boolean open;

    private NestingSwitch(Machine machine, NestingRecord before, boolean open) {
        this.machine = machine;
        this.before = before;
        this.open = open;
    }

    /**
     * Switches nesting on or off. Where it is as wanted and nothing is to be persisted, nothing is changed at all.
     *
     * @param persist whether to write {@code /etc/modprobe.d/zz-nestlab.conf} as well
     * @throws HostNotCapableException if the machine cannot be switched, by what it is or by who uses KVM on it now
     * @throws ProvisioningException if switching failed; what was changed until then has been put back
     */
    public static NestingSwitch set(Machine machine, boolean on, boolean persist, NestingRecorder recorder) {
        Kind kind = VirtExtension.of(machine)
                .kind()
                .orElseThrow(() -> new HostNotCapableException(
                        "%s: nesting cannot be switched: the CPU shows neither vmx nor svm. Expected: one of them. Switch nesting on at the level above and give this machine a CPU mode with the extension"
                                .formatted(machine.label())));
        NestedParameter now = NestedParameter.of(machine);
        String token = UUID.randomUUID().toString();
        NestingRecord before = NestingRecord.parse(
                machine.label(),
                token,
                kind.module(),
                persist,
                machine.run(NestingCommands.read(kind.module())).orThrow().stdout());
        boolean change = now.state() != (on ? ParameterState.ON : ParameterState.OFF);
        NestingSwitch fixture = new NestingSwitch(machine, before, change || persist);
        if (fixture.open) {
            if (change) {
                NestingRefusal.check(machine, kind.module(), now, on);
            }
            recorder.before(before.facts());
            fixture.lock();
            fixture.apply(change, on ? "1" : "0", persist);
        }
        return fixture;
    }

    /**
     * Restores the state that was recorded before a change; does nothing if that was done already.
     *
     * @param facts as the recorder received them
     * @throws ProvisioningException if it could not be put back; the message says what is there now
     */
    public static void restore(Machine machine, Map<String, String> facts) {
        NestingRestore.run(machine, NestingRecord.of(facts));
    }

    /** Keeps the change for good, and lets others change the setup. */
    public void keep() {
        if (open) {
            open = false;
            machine.run(NestingCommands.unlock()).orThrow();
        }
    }

    /**
     * Restores the parameter and the file, verifies them, and lets others change them; a second call does nothing.
     *
     * @throws ProvisioningException if they could not be restored, for example while a guest runs; the call may be
     *     repeated
     */
    @Override
    public void close() {
        if (open) {
            NestingRestore.run(machine, before);
            open = false;
        }
    }

    private void lock() {
        CommandResult result = machine.run(NestingCommands.lock(before.token()));
        if (!result.succeeded() && !result.text().isEmpty()) {
            throw new ProvisioningException(
                    "%s: another run has changed nesting and not put it back yet: %s holds '%s'. Expected: no such file. Wait for that run; if it is dead, run `nestlab reap`"
                            .formatted(machine.label(), NestingCommands.LOCK, result.text()));
        }
        NestingReload.demand(machine, "create " + NestingCommands.LOCK, result);
    }

    private void apply(boolean change, String value, boolean persist) {
        try {
            if (change) {
                NestingReload.run(machine, before.module(), before.loaded(), value);
            }
            if (persist) {
                machine.run(NestingCommands.writeFile(before.module(), value)).orThrow();
            }
        } catch (RuntimeException e) {
            try {
                close();
            } catch (RuntimeException notPutBack) {
                e.addSuppressed(notPutBack);
            }
            throw e;
        }
    }
}
