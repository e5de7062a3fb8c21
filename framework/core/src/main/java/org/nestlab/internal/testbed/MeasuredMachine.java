package org.nestlab.internal.testbed;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;
import org.nestlab.spec.Tier;
import org.nestlab.workload.ScratchDisk;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Timing;

/** One machine, set up. */
final class MeasuredMachine implements Testbed, AutoCloseable {

    private final Machine machine;
    private final Userland userland;
    private final ParentUserland parent;
    private final int cpus;
    private final Timing timing;
    private final Tier tier;
    private final Optional<Scratch> scratch;

    private MeasuredMachine(
            Machine machine,
            Userland userland,
            ParentUserland parent,
            int cpus,
            Timing timing,
            Tier tier,
            Optional<Scratch> scratch) {
        this.machine = machine;
        this.userland = userland;
        this.parent = parent;
        this.cpus = cpus;
        this.timing = timing;
        this.tier = tier;
        this.scratch = scratch;
    }

    /** @param memoryMib of the other machine, which the host is limited to */
    static MeasuredMachine of(
            Machine machine,
            Host host,
            HostSide side,
            int cpus,
            int memoryMib,
            Timing timing,
            Optional<ScratchChoice> scratch) {
        Userland userland = machine instanceof Guest guest
                ? new GuestUserland(guest, cpus)
                : HostUserland.prepare(host, side, cpus, memoryMib);
        ParentUserland parent = new ParentUserland(machine, host, side);
        return new MeasuredMachine(
                machine,
                userland,
                parent,
                cpus,
                timing,
                side.tier(),
                scratch.map(choice -> new Scratch(choice, machine)));
    }

    Optional<Scratch> scratch() {
        return scratch;
    }

    Map<String, String> setup() {
        Map<String, String> setup = new TreeMap<>();
        setup.put("kernel", machine.run("uname -r").orThrow().text());
        setup.put("memory", userland.memory());
        scratch.ifPresent(disk -> setup.put("disk", disk.toString()));
        return setup;
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public CommandResult run(Command command) {
        return userland.run(command);
    }

    @Override
    public CommandResult runOnParent(Command command) {
        return parent.run(command);
    }

    @Override
    public int cpus() {
        return cpus;
    }

    @Override
    public Timing timing() {
        return timing;
    }

    @Override
    public Tier tier() {
        return tier;
    }

    @Override
    public Optional<ScratchDisk> scratchDisk() {
        return scratch.map(disk -> disk);
    }

    @Override
    public void close() {
        Closing.inAnyCase(parent::close, userland::close);
    }
}
