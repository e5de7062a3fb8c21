package org.nestlab.internal.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.snapshot.SnapshotStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nestlab snapshots}: what labs can be thawed from. */
@Command(
        name = "snapshots",
        description = {
            "Lists the snapshots of labs that nestlab.snapshots=on has made, the one that was used last first: its lab, the key of what went into it, its size, when it was used, and its spec's name.",
            "Removes one, or all. A lab that was thawed from it goes on."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:listed, or removed", "2:there is no such snapshot, or usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab snapshots --remove all")
final class SnapshotsCommand extends PrintingCommand implements Callable<Integer> {

    @Option(names = "--remove", paramLabel = "LAB|all", description = "Removes the snapshot of that lab, or all.")
    private @Nullable String remove;

    @Override
    public Integer call() {
        StateFolder state = StateFolder.open(Settings.fromSystemProperties().stateDir());
        SnapshotStore store = new SnapshotStore(state);
        store.sweep();
        List<SnapshotStore.Stored> all = store.list();
        if (remove == null) {
            all.forEach(stored -> print(line(stored)));
            print(
                    all.isEmpty()
                            ? "no snapshots in %s; a run of tests with -Dnestlab.snapshots=on makes them"
                                    .formatted(state.root())
                            : "%d in all, %d MiB"
                                    .formatted(
                                            all.size(),
                                            all.stream()
                                                            .mapToLong(stored -> stored.snapshot()
                                                                    .bytes())
                                                            .sum()
                                                    >> 20));
            return ExitStatus.READY;
        }
        List<SnapshotStore.Stored> wanted = all.stream()
                .filter(stored ->
                        remove.equals("all") || stored.snapshot().id().value().equals(remove))
                .toList();
        if (wanted.isEmpty() && !remove.equals("all")) {
            throw new LabConfigurationException("there is no snapshot of a lab %s in %s: its snapshots are of %s"
                    .formatted(
                            remove,
                            state.root(),
                            all.stream().map(stored -> stored.snapshot().id()).toList()));
        }
        for (SnapshotStore.Stored stored : wanted) {
            store.remove(stored.snapshot().id());
            print("removed: " + line(stored));
        }
        return ExitStatus.READY;
    }

    // 0badcafe  4f1c09aa72be    439 MiB  2026-11-30T15:04:05Z  kvm-in-kvm
    private static String line(SnapshotStore.Stored stored) {
        Instant used = stored.used().toInstant().truncatedTo(ChronoUnit.SECONDS);
        return "%s  %s  %5d MiB  %s  %s"
                .formatted(
                        stored.snapshot().id(),
                        stored.snapshot().key(),
                        stored.snapshot().bytes() >> 20,
                        used,
                        stored.snapshot().name());
    }
}
