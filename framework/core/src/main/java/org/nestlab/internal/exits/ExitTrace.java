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
 * Counts the exits of one guest by reason, in the kernel that runs the guest. It sets histogram triggers in a tracefs
 * instance of its own, which counts events of the guest's virtual CPUs only, so other users of tracing are not
 * affected. {@link #close} removes the instance, even if the guest has died. If a run is killed, its instance on the
 * host has the lab's id in its name, and {@link #sweep} removes it together with the lab.
 */
public final class ExitTrace implements AutoCloseable {

    /** Every exit of a guest to the kernel that runs it, including exits of the guests inside. */
    static final String EXITS = "kvm_exit";
    /** The exits of guests inside the guest. */
    static final String NESTED = "kvm_nested_vmexit";
    /** The exits that KVM passed on to the guest. */
    static final String HANDED = "kvm_nested_vmexit_inject";

    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final Machine kernel;
    private final String instance;

    private ExitTrace(Machine kernel, String instance) {
        this.kernel = kernel;
        this.instance = instance;
    }

    /**
     * Starts counting.
     *
     * @param lab the lab's id, which is part of the instance's name
     * @throws HostNotCapableException if the kernel cannot count exits; the message says what it lacks
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
     * Removes the instances that a killed run left for a lab on this machine. It does not touch any other instance, and
     * does nothing on a machine without tracefs.
     *
     * @param lab the id of a lab without an owner
     * @throws ProvisioningException if an instance cannot be removed
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
     * The counts since the start.
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
     * @throws ProvisioningException if it cannot be removed
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
