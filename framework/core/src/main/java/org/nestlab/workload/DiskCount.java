package org.nestlab.workload;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.DiskTraffic;
import org.nestlab.spec.ValueProperties;

/**
 * What one machine has had the host's storage move for a disk so far. It counts those who do the I/O, never the whole
 * device: what others read and write on the same storage is not in it. {@link DiskProof} compares two of them.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface DiskCount {

    /** Counted. */
    final class Counted implements DiskCount {

        private final String by;
        private final @Nullable DiskTraffic asked;
        private final DiskTraffic moved;
        private final boolean direct;

        private Counted(String by, @Nullable DiskTraffic asked, DiskTraffic moved, boolean direct) {
            this.by = by;
            this.asked = asked;
            this.moved = moved;
            this.direct = direct;
        }

        /** What a process moved, of which no QEMU counts the disk alone. */
        public static Counted of(String by, DiskTraffic moved, boolean direct) {
            return new Counted(by, null, moved, direct);
        }

        /** With what {@link #asked()} says. */
        public Counted withAsked(DiskTraffic byGuest) {
            return new Counted(by, byGuest, moved, direct);
        }

        /**
         * Who does the I/O on the host, for example {@code QEMU of L1 hypervisor, process 4711 since 81234}; counts by
         * two different ones have nothing to do with each other.
         */
        public String by() {
            return by;
        }

        /**
         * What the L1 guest has asked of this disk, for itself or for a guest inside it, by QEMU's count for this disk
         * alone; empty where the host itself is measured, which has no QEMU.
         */
        public Optional<DiskTraffic> asked() {
            return Optional.ofNullable(asked);
        }

        /**
         * What the kernel has counted between the process and the storage: what a page cache answers is not in it. All
         * disks of the process are, so that it may be more.
         */
        public DiskTraffic moved() {
            return moved;
        }

        /** Whether writes pass the host's page cache, so that those that are counted have reached the storage. */
        public boolean direct() {
            return direct;
        }

        private ValueProperties properties() {
            return ValueProperties.of(Counted.class)
                    .and("by", by)
                    .and("asked", asked)
                    .and("moved", moved)
                    .and("direct", direct);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Counted same && properties().equals(same.properties());
        }

        @Override
        public int hashCode() {
            return properties().hashCode();
        }

        @Override
        public String toString() {
            return properties().toString();
        }
    }

    /**
     * This host does not count, or its counts prove nothing.
     *
     * @param why with what to do about it
     */
    record NotCountable(String why) implements DiskCount {}
}
