package org.nestlab.machine;

import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

/** What migrating a guest took. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Migration {

    private final String from;
    private final String to;
    private final Duration total;
    private final Duration downtime;
    private final long memoryBytes;
    private final long diskBytes;

    private Migration(String from, String to, Duration total, Duration downtime, long memoryBytes, long diskBytes) {
        this.from = from;
        this.to = to;
        this.total = total;
        this.downtime = downtime;
        this.memoryBytes = memoryBytes;
        this.diskBytes = diskBytes;
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static Migration of(
            String from, String to, Duration total, Duration downtime, long memoryBytes, long diskBytes) {
        return new Migration(from, to, total, downtime, memoryBytes, diskBytes);
    }

    /** The machine that ran it, for example {@code L1 first}. */
    public String from() {
        return from;
    }

    /** The machine that runs it now. */
    public String to() {
        return to;
    }

    /** From the beginning to the end, as the libvirt that has it now counted it, without what was made ready before. */
    public Duration total() {
        return total;
    }

    /** How long of this its virtual CPUs stood still, by the same count. */
    public Duration downtime() {
        return downtime;
    }

    /** What was sent of its memory and devices, by the same count; a page that was sent twice counts twice. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /**
     * What its disks take over there beyond the image, after they were sent; 0 where both sides have the same files.
     */
    public long diskBytes() {
        return diskBytes;
    }

    private ValueProperties properties() {
        return ValueProperties.of(Migration.class)
                .and("from", from)
                .and("to", to)
                .and("total", total)
                .and("downtime", downtime)
                .and("memoryBytes", memoryBytes)
                .and("diskBytes", diskBytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Migration same && properties().equals(same.properties());
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
