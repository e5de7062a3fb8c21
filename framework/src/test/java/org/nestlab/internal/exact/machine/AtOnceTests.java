package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AtOnceTests {

    private static final String MEMORY = """
            MemTotal:       24689764 kB
            MemFree:        15532908 kB
            MemAvailable:   17839220 kB
            """;

    @Test
    void givesEachMachineAProcessor() {
        assertThat(AtOnce.of(1, MEMORY)).isEqualTo(1);
        assertThat(AtOnce.of(2, MEMORY)).isEqualTo(2);
        assertThat(AtOnce.of(64, MEMORY)).as("17 GiB have room for so many").isEqualTo(11);
    }

    @Test
    void givesEachMachineRoomInMemory() {
        assertThat(AtOnce.of(2, "MemAvailable:    3145728 kB\n")).isEqualTo(2);
        assertThat(AtOnce.of(2, "MemAvailable:    3145727 kB\n")).isEqualTo(1);
        assertThat(AtOnce.of(2, "MemAvailable:        100 kB\n"))
                .as("whether one fits is found out by booting it")
                .isEqualTo(1);
    }

    @Test
    void runsOneWhereTheMemoryIsNotKnown() {
        assertThat(AtOnce.of(2, "")).isEqualTo(1);
    }
}
