package org.nestlab.internal.testbed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.shell.Printed;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;
import org.nestlab.workload.Check;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

/**
 * The two machines of a comparison, set up alike: as many CPUs, as many queues of the same disk, the same programs.
 * Closing it leaves nothing on the host.
 */
public final class MachinePair implements AutoCloseable {

    private final MeasuredMachine subject;
    private final MeasuredMachine reference;

    private MachinePair(MeasuredMachine subject, MeasuredMachine reference) {
        this.subject = subject;
        this.reference = reference;
    }

    /**
     * Sets both up. Of pairs that have the host on one side there is one at a time: opening ends what an earlier one
     * left there.
     *
     * @param lab whose machines they are
     * @throws org.nestlab.HostNotCapableException if the host is one of them and cannot be measured, as without root
     * @throws org.nestlab.ProvisioningException if the disk that is there is not the lab's scratch disk
     */
    public static MachinePair open(Machine subject, Machine reference, RunningLab lab, Timing timing) {
        return open(subject, reference, lab.host(), lab.hostSide(), timing);
    }

    static MachinePair open(Machine subject, Machine reference, Host host, HostSide side, Timing timing) {
        int cpus = Math.min(cpusOf(subject), cpusOf(reference));
        Optional<ScratchChoice> scratch = ScratchChoice.of(subject, reference, host, side);
        side.scratch().ifPresent(plan -> HostFile.flush(host, plan));
        MeasuredMachine first = MeasuredMachine.of(subject, host, side, cpus, memoryOf(reference), timing, scratch);
        try {
            return new MachinePair(
                    first, MeasuredMachine.of(reference, host, side, cpus, memoryOf(subject), timing, scratch));
        } catch (RuntimeException | Error e) {
            Closing.after(e, first);
            throw e;
        }
    }

    public Testbed subject() {
        return subject;
    }

    public Testbed reference() {
        return reference;
    }

    /**
     * What both look like, for the report: {@code vcpus=2}, {@code subject.kernel=6.1.0-37-amd64},
     * {@code subject.memory=4096 MiB}, {@code subject.disk=…}, and the same for the reference.
     */
    public Map<String, String> setup() {
        Map<String, String> setup = new TreeMap<>();
        setup.put("vcpus", Integer.toString(subject.cpus()));
        subject.setup().forEach((key, value) -> setup.put("subject." + key, value));
        reference.setup().forEach((key, value) -> setup.put("reference." + key, value));
        return setup;
    }

    /** Proofs about the disk that hold for the whole comparison; empty where the lab has none. */
    public List<Check> checks() {
        return subject.scratch().map(Scratch::filled).map(List::of).orElse(List.of());
    }

    /** What is missing on either machine for a workload, a sentence each that says what to do. */
    public List<String> missing(Workload workload) {
        return Missing.on(List.of(subject, reference), workload);
    }

    private static int cpusOf(Machine machine) {
        return machine instanceof Guest guest
                ? guest.spec().vcpus()
                : Math.toIntExact(Math.min(
                        Integer.MAX_VALUE, Printed.wholeNumber(machine.run("nproc"), "the count of its CPUs")));
    }

    /** The host sets no limit to itself. */
    private static int memoryOf(Machine machine) {
        return machine instanceof Guest guest ? guest.spec().memoryMib() : HostUserland.UNLIMITED;
    }

    /** Ends what still runs in the host's userland and removes it. */
    @Override
    public void close() {
        Closing.inAnyCase(subject::close, reference::close);
    }
}
