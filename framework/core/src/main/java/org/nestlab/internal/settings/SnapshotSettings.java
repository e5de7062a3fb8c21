package org.nestlab.internal.settings;

/**
 * Whether labs are thawed from snapshots, and how much these may take.
 *
 * @param most how many are kept, 1 or more
 * @param bytes what all of them together may take on the disk
 */
public record SnapshotSettings(boolean on, int most, long bytes) {

    /** The words of the setting. */
    private enum Choice {
        OFF,
        ON
    }

    static SnapshotSettings from(Values values) {
        return new SnapshotSettings(
                values.choice(Setting.SNAPSHOTS, Choice.class, Choice.OFF) == Choice.ON,
                values.number(Setting.SNAPSHOTS_MAX, 1, 1000, 8),
                (long) values.number(Setting.SNAPSHOTS_GIB, 1, 100_000, 16) << 30);
    }
}
