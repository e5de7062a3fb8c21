package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.snapshot.SnapshotStore;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

/**
 * One lab that is thawed over and over: each time it is the same machine, and no two of them draw the same random
 * numbers. {@code it.thaws} says how many.
 */
@ExtendWith(KeptEvidence.class)
@Tag("full")
class RepeatedThawsIT {

    private static final String UUID = "cat /proc/sys/kernel/random/uuid";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final OwnHost host = OwnHost.watch(folder);

    @AfterEach
    void removeSnapshots() {
        SnapshotStore store = new SnapshotStore(StateFolder.open(host.state()));
        store.list().forEach(stored -> store.remove(stored.snapshot().id()));
        host.close();
    }

    @Test
    void everyThawIsTheFrozenLabAndNoOtherThaw() {
        int thaws = Integer.getInteger("it.thaws", 3);
        Set<String> drawn = new HashSet<>();
        Set<String> boots = new HashSet<>();
        List<Duration> took = new ArrayList<>();
        int booted = 0;
        for (int thaw = 0; thaw <= thaws; thaw++) {
            long start = System.nanoTime();
            try (RunningLab lab = new LibvirtLabEngine().bringUpForTests(LabSpec.kvmInKvm(), settings())) {
                if (lab.isThawed()) {
                    took.add(Steps.since(start));
                } else {
                    booted++;
                }
                for (Guest l1 : lab.guests()) {
                    look(l1, drawn, boots);
                    l1.guests().forEach(l2 -> look(l2, drawn, boots));
                }
            }
            if (thaw == 0) {
                // The snapshot stays, on purpose.
                host.again();
            }
            assertThat(host.left()).as("the host after thaw %d", thaw).isEmpty();
            System.out.printf(
                    "THAWED %d of %d, last in %s%n", thaw, thaws, took.isEmpty() ? "-" : took.get(took.size() - 1));
        }
        Duration first = took.get(0);
        took.remove(0);
        Collections.sort(took);
        System.out.printf(
                "THAWS %d, booted instead %d, first (boot, freeze, thaw) %s, median of the others %s, slowest %s%n",
                thaws, booted, first, took.get(took.size() / 2), took.get(took.size() - 1));
        assertThat(booted).as("labs that were booted instead").isZero();
        assertThat(boots).as("boots of L1 and of L2").hasSize(2);
    }

    private static void look(Guest guest, Set<String> drawn, Set<String> boots) {
        assertThat(drawn.add(guest.run(UUID).orThrow().text()))
                .as("%s draws what no thaw before has drawn", guest.label())
                .isTrue();
        boots.add(guest.run("cat /proc/sys/kernel/random/boot_id").orThrow().text());
    }

    private Settings settings() {
        return Settings.from(key -> switch (key) {
            case "nestlab.output.dir" -> Optional.of(folder.toString());
            case "nestlab.snapshots" -> Optional.of("on");
            default -> Optional.ofNullable(System.getProperty(key));
        });
    }
}
