package org.nestlab.machine;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What migrating a guest took.
 *
 * @param from the machine that ran it, for example {@code L1 first}
 * @param to the machine that runs it now
 * @param total from the beginning to the end, as the libvirt that has it now counted it, without what was made ready
 *     before
 * @param downtime how long of this its virtual CPUs stood still, by the same count
 * @param memoryBytes what was sent of its memory and devices, by the same count; a page that was sent twice counts
 *     twice
 * @param diskBytes what its disks take over there beyond the image, after they were sent; 0 where both sides have the
 *     same files
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Migration(String from, String to, Duration total, Duration downtime, long memoryBytes, long diskBytes) {}
