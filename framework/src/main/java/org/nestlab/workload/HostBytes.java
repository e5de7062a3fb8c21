package org.nestlab.workload;

/**
 * What the storage on the host that a disk is on has moved so far, whoever asked for it.
 *
 * @param read bytes read
 * @param written bytes written
 */
public record HostBytes(long read, long written) {

    public HostBytes {
        if (read < 0 || written < 0) {
            throw new IllegalArgumentException(
                    "bytes are counted from 0, not read %d and written %d".formatted(read, written));
        }
    }
}
