package org.nestlab.machine;

import org.apiguardian.api.API;

/**
 * A level of nesting: 0 is the host, 1 the guest hypervisor, 2 the nested guest, and so on.
 *
 * @param depth number of hypervisors between the machine and the hardware, from 0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Level(int depth) implements Comparable<Level> {

    /** The host. */
    public static final Level L0 = new Level(0);
    /** The guest hypervisor. */
    public static final Level L1 = new Level(1);
    /** The nested guest. */
    public static final Level L2 = new Level(2);
    /** A guest of a nested guest. */
    public static final Level L3 = new Level(3);

    public Level {
        if (depth < 0) {
            throw new IllegalArgumentException("a level is 0 (the host) or more, not " + depth);
        }
    }

    /** The level of this level's guests. */
    public Level next() {
        return new Level(depth + 1);
    }

    @Override
    public int compareTo(Level other) {
        return Integer.compare(depth, other.depth);
    }

    @Override
    public String toString() {
        return "L" + depth;
    }
}
