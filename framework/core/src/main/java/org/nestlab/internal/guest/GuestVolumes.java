package org.nestlab.internal.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.libvirt.VolumeInfo;
import org.nestlab.internal.libvirt.Volumes;
import org.nestlab.internal.plan.DiskPlan;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.StorageXml;

/**
 * What one guest has in the storage pool of the machine that runs it: its own disks, its seed, and files that were
 * brought there.
 */
public final class GuestVolumes {

    private final Volumes pool;
    private final GuestPlan guest;

    public GuestVolumes(Volumes pool, GuestPlan guest) {
        this.pool = pool;
        this.guest = guest;
    }

    public void create(GuestAccess access) {
        create(access, guest.disks());
    }

    /**
     * Makes room for a guest that is about to arrive: as large as its disks are now, and nothing written to them yet.
     */
    public void createLike(GuestVolumes there, GuestAccess access) {
        delete();
        create(access, guest.disks().stream().map(there::asItIs).toList());
    }

    private void create(GuestAccess access, List<DiskPlan> disks) {
        for (DiskPlan disk : disks) {
            switch (disk.use()) {
                case ROOT, SCRATCH -> pool.create(StorageXml.volume(disk));
                case SEED -> file(pool, disk.volume(), access.seed());
                case BASE, MODULES, SHARED -> {}
            }
        }
        guest.uploads().forEach(this::upload);
    }

    private DiskPlan asItIs(DiskPlan disk) {
        return pool.find(disk.volume())
                .map(VolumeInfo::capacity)
                .map(disk::withCapacity)
                .orElse(disk);
    }

    /** What the disks that the guest writes take, in bytes. */
    public long written() {
        return guest.disks().stream()
                .filter(disk -> disk.use() == DiskPlan.Use.ROOT || disk.use() == DiskPlan.Use.SCRATCH)
                .flatMap(disk -> pool.find(disk.volume()).stream())
                .mapToLong(VolumeInfo::allocation)
                .sum();
    }

    /** Whatever of it is there. */
    public void delete() {
        pool.refresh();
        Stream<String> made = guest.disks().stream()
                .filter(disk -> disk.made() && disk.use() != DiskPlan.Use.SHARED)
                .map(DiskPlan::volume);
        Stream.concat(made, guest.uploads().stream().map(GuestVolumes::name)).forEach(pool::delete);
    }

    public static void file(Volumes pool, String name, byte[] content) {
        pool.create(StorageXml.file(name, content.length));
        pool.upload(name, content);
    }

    private void upload(GuestPlan.Upload upload) {
        String name = name(upload);
        try {
            pool.create(StorageXml.file(name, Files.size(upload.local())));
            pool.upload(name, upload.local());
        } catch (IOException e) {
            throw new LabConfigurationException(
                    "%s: the file %s cannot be read: %s".formatted(guest.label(), upload.local(), e), e);
        }
    }

    private static String name(GuestPlan.Upload upload) {
        return upload.path().substring(upload.path().lastIndexOf('/') + 1);
    }
}
