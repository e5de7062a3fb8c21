package org.nestlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.fake.FakeGuest;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.DiskTraffic;
import org.nestlab.machine.Machine;
import org.nestlab.spec.Tier;

/**
 * A testbed of two CPUs whose machine answers from a script; what its disk is counted to have moved goes through a
 * list.
 */
public final class FakeTestbed implements Testbed {

    public final FakeGuest guest = FakeGuest.l1();
    final List<DiskCount> counts = new ArrayList<>();
    final List<DiskTraffic> byProgram = new ArrayList<>();
    Duration took = Duration.ofMillis(2400);
    Timing timing = new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2));
    String path = "/dev/disk/by-id/virtio-nestlab-scratch0";
    int cpus = 2;

    @Nullable
    ScratchDisk disk;

    static FakeTestbed withDisk(int queues) {
        FakeTestbed testbed = new FakeTestbed();
        testbed.disk = new ScratchDisk() {
            @Override
            public String path() {
                return testbed.path;
            }

            @Override
            public long bytes() {
                return 1 << 30;
            }

            @Override
            public int queues() {
                return queues;
            }

            @Override
            public Map<String, String> facts() {
                return Map.of("scheduler", "none");
            }

            @Override
            public DiskCount countOnHost(DiskTraffic byProgram) {
                testbed.byProgram.add(byProgram);
                return testbed.counts.isEmpty()
                        ? new DiskCount.NotCountable("nobody counts in this test")
                        : testbed.counts.remove(0);
            }
        };
        return testbed;
    }

    @Override
    public Machine machine() {
        return guest;
    }

    @Override
    public CommandResult run(Command command) {
        CommandResult result = guest.run(command);
        return CommandResult.of(
                result.machine(),
                command,
                result.exitStatus(),
                result.stdout(),
                result.stderr(),
                took,
                result.truncated());
    }

    @Override
    public CommandResult runOnParent(Command command) {
        return guest.parent().run(command);
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
        return Tier.KVM;
    }

    @Override
    public Optional<ScratchDisk> scratchDisk() {
        return Optional.ofNullable(disk);
    }
}
