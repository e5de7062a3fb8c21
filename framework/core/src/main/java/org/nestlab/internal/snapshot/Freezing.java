package org.nestlab.internal.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.plan.DiskPlan;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.running.LabState;
import org.nestlab.machine.Command;
import org.nestlab.machine.Level;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.Tier;

/**
 * Freezes a lab whose guests are ready: saves the memory and the disks of its L1 guests in a snapshot, which ends these
 * guests. QEMU's emulation saves a CPU that is running an inner guest, but then refuses to load it, so the inner guests
 * are suspended first.
 */
public final class Freezing {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The space that stays free on a disk, besides the largest size of the snapshot. */
    private static final long SPARE = 1L << 30;

    private static final Duration COPYING = Duration.ofMinutes(5);

    private final SnapshotStore store;
    private final LabState lab;
    private final ToLongFunction<Path> free;
    private boolean begun;

    public Freezing(SnapshotStore store, LabState lab) {
        this(store, lab, Freezing::freeBytes);
    }

    /** @param free how many bytes a folder's disk has left */
    Freezing(SnapshotStore store, LabState lab, ToLongFunction<Path> free) {
        this.store = store;
        this.lab = lab;
        this.free = free;
    }

    private static long freeBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why labs of such a plan are not frozen; empty if they can be. */
    public static Optional<String> obstacle(LabPlan plan) {
        if (plan.tier() != Tier.EMULATED) {
            return Optional.of("its tier is %s; expected %s, on which a guest in a guest can be saved"
                    .formatted(plan.tier(), Tier.EMULATED));
        }
        if (plan.spec().hypervisor().isContainer()) {
            return Optional.of("its QEMU runs in a container");
        }
        for (GuestPlan guest : plan.guests()) {
            if (!(guest.spec().image() instanceof ImageSpec.Embedded)) {
                return Optional.of("%s boots %s; expected the built image"
                        .formatted(guest.label(), guest.spec().image()));
            }
            if (guest.disks().stream().anyMatch(disk -> disk.use() == DiskPlan.Use.SHARED)) {
                return Optional.of("it has a shared scratch disk, as labs that are measured have");
            }
        }
        return Optional.empty();
    }

    /**
     * Freezes it.
     *
     * @param digest of its spec
     * @param parts what went into it
     * @throws RuntimeException if it could not be frozen; then it has no snapshot
     */
    public SnapshotStore.Stored run(String digest, Map<String, String> parts) {
        Path folder = store.begin(lab.plan().id());
        try {
            requireRoom(folder);
            List<FrozenGuest> guests = lab.allGuests().stream().map(this::look).toList();
            begun = true;
            mark(LabMark.FREEZING);
            lab.liveGuests().forEach(Freezing::still);
            for (LiveGuest guest : lab.liveGuests()) {
                save(guest, folder);
            }
            SnapshotStore.Stored stored = store.complete(new Snapshot(
                    Drawn.of(lab.plan()),
                    lab.plan().spec().name(),
                    digest,
                    parts,
                    lab.context().key().privateKeyFile(),
                    guests,
                    stored(folder),
                    onDisk(folder)));
            mark(LabMark.FROZEN);
            return stored;
        } catch (RuntimeException e) {
            store.remove(lab.plan().id());
            throw e;
        }
    }

    private void mark(LabMark mark) {
        lab.context().journal().mark(mark, Map.of("lab", lab.id()));
    }

    /** Whether freezing has changed the lab: at least its sessions have ended. */
    public boolean hasBegun() {
        return begun;
    }

    private void requireRoom(Path folder) {
        long wanted = SPARE;
        for (GuestPlan guest : lab.plan().host().guests()) {
            wanted += (long) guest.spec().memoryMib() << 20;
        }
        long left = free.applyAsLong(folder);
        if (left < wanted) {
            throw SnapshotException.busy("%s has %d MiB left; expected %d MiB for the memory of L1, and 1 GiB to spare"
                    .formatted(folder, left >> 20, wanted >> 20));
        }
    }

    private FrozenGuest look(LiveGuest guest) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        return new FrozenGuest(
                guest.label(),
                guest.access().hostKey().privateKeyFile(),
                nonce,
                new GuestAgent(guest.shell()).mark(nonce),
                guest.kvmStatistics().exits());
    }

    /** No session to the frozen guests is open any more, and the inner guests are suspended. */
    private static void still(LiveGuest guest) {
        List<LiveGuest> inner = guest.liveGuests();
        inner.forEach(Freezing::leave);
        inner.forEach(LiveGuest::suspend);
        guest.sessions().release();
    }

    private static void leave(LiveGuest guest) {
        guest.liveGuests().forEach(Freezing::leave);
        guest.sessions().release();
    }

    private void save(LiveGuest guest, Path folder) {
        Steps steps = lab.context().steps();
        Path memory = folder.resolve(SnapshotFiles.memory(guest.plan()));
        steps.run(
                Level.L1,
                guest.label() + ": saved",
                () -> lab.site().libvirt().domains().save(guest.uuid(), memory.toString()));
        steps.run(Level.L1, guest.label() + ": disks kept", () -> {
            List<String> words = new ArrayList<>(List.of("-a", "--sparse=always", "--reflink=auto", "--"));
            SnapshotFiles.inFolder(guest.plan())
                    .forEach(name -> words.add(lab.plan().host().folder() + "/" + name));
            words.add(folder.toString());
            lab.site()
                    .shell()
                    .run(Command.of("cp", words.toArray(String[]::new)).withTimeout(COPYING))
                    .orThrow();
        });
    }

    private List<StoredFile> stored(Path folder) {
        List<StoredFile> files = new ArrayList<>();
        try {
            for (String name : SnapshotFiles.all(lab.plan().host())) {
                files.add(StoredFile.of(folder, name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private long onDisk(Path folder) {
        // 461373440	/var/lib/nestlab/snapshots/0badcafe.part
        String printed = lab.site()
                .shell()
                .run(Command.of("du", "-s", "--block-size=1", "--", folder.toString()))
                .orThrow()
                .text();
        return Long.parseLong(printed.split("\\s", 2)[0]);
    }
}
