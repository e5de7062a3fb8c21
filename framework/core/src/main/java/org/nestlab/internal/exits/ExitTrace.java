package org.nestlab.internal.exits;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabException;
import org.nestlab.ProvisioningException;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;

/**
 * Counts the exits of one guest by their reasons, in the kernel that runs it: histogram triggers in an instance of
 * tracefs of its own, on the events of the guest's virtual CPUs alone. Nothing that anybody else traces is read or
 * changed. Closing it removes the instance, also after the guest has died; where the machine itself has died, nothing
 * is left. What a killed run leaves on the host carries the lab's id, and goes with the lab ({@link #sweep}).
 */
public final class ExitTrace implements AutoCloseable {

    /** Each exit of a guest to the kernel that runs it, those of its own guests too. */
    static final String EXITS = "kvm_exit";
    /** Those of them that are of a guest of the guest. */
    static final String NESTED = "kvm_nested_vmexit";
    /** Those of them that were handed to the guest. */
    static final String HANDED = "kvm_nested_vmexit_inject";

    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final Machine kernel;
    private final String instance;

    private ExitTrace(Machine kernel, String instance) {
        this.kernel = kernel;
        this.instance = instance;
    }

    /**
     * Begins to count.
     *
     * @param lab the lab's id, which the instance is called after
     * @throws HostNotCapableException if the kernel cannot count, saying what it lacks
     */
    public static ExitTrace start(Guest guest, String lab) {
        Machine kernel = guest.parent();
        String instance = TraceScripts.instance(lab, guest.level());
        ExitTrace trace = new ExitTrace(kernel, instance);
        CommandResult started = kernel.run(Command.shell(TraceScripts.start(instance, guest.uuid())));
        if (started.succeeded()) {
            return trace;
        }
        HostNotCapableException failure =
                new HostNotCapableException("%s: the exits of %s cannot be counted by reason: %s"
                        .formatted(
                                kernel.label(), guest.label(), started.stderr().strip()));
        if (started.exitStatus() != TraceScripts.TAKEN) {
            trace.closeAfter(failure);
        }
        throw failure;
    }

    /**
     * Removes what a run that was killed left of a lab's instances on the machine that ran its guests. Those of other
     * labs and of anybody else are left alone. A machine without tracefs has none.
     *
     * @param lab the id of a lab that nobody owns any more
     * @throws ProvisioningException if one stays
     */
    public static void sweep(Machine kernel, String lab) {
        CommandResult removed =
                kernel.run(Command.shell(TraceScripts.sweep(lab)).withTimeout(SWEEP));
        if (!removed.succeeded() && removed.exitStatus() != TraceScripts.NO_TRACEFS) {
            throw new ProvisioningException(
                    "%s: trace instances of lab %s could not be removed: %s; remove them by `rmdir`"
                            .formatted(kernel.label(), lab, removed.stderr().strip()));
        }
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (LabException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * What was counted since the start.
     *
     * @throws org.nestlab.GuestCommandException if the machine does not answer
     */
    public ExitCounts read() {
        String text =
                kernel.run(Command.shell(TraceScripts.read(instance))).orThrow().stdout();
        Map<String, Histogram> histograms = new TreeMap<>();
        for (String part : text.split("(?m)^== ", -1)) {
            int end = part.indexOf('\n');
            if (end > 0) {
                histograms.put(part.substring(0, end).strip(), Histogram.parse(part.substring(end)));
            }
        }
        Histogram exits = histograms.get(EXITS);
        if (exits == null) {
            throw new ProvisioningException(
                    "%s: the histogram of %s is not there any more: %s".formatted(kernel.label(), EXITS, text.strip()));
        }
        return ExitCounts.of(exits, histograms.get(NESTED), histograms.get(HANDED));
    }

    /**
     * Removes the instance.
     *
     * @throws ProvisioningException if it stays
     */
    @Override
    public void close() {
        CommandResult removed = kernel.run(Command.shell(TraceScripts.remove(List.of(instance))));
        if (!removed.succeeded()) {
            throw new ProvisioningException("%s: the trace instance %s could not be removed: %s; remove it by `rmdir`"
                    .formatted(kernel.label(), instance, removed.stderr().strip()));
        }
    }
}
