package org.nestlab.machine;

import org.apiguardian.api.API;

/**
 * What was read from and written to a disk since the counters began.
 *
 * @param read bytes read, 0 or more
 * @param written bytes written, 0 or more
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DiskTraffic(long read, long written) {

    public DiskTraffic {
        if (read < 0 || written < 0) {
            throw new IllegalArgumentException(
                    "bytes are counted from 0, not read %d and written %d".formatted(read, written));
        }
    }

    /** The sum of both. */
    public DiskTraffic plus(DiskTraffic more) {
        return new DiskTraffic(read + more.read, written + more.written);
    }
}
