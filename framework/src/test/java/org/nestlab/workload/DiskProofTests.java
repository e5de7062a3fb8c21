package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nestlab.machine.DiskTraffic;

class DiskProofTests {

    private static final long MIB = 1 << 20;
    private static final long BYTES = 600 * MIB;
    private static final DiskCount BEFORE = count(0, 0);

    private static DiskCount count(long asked, long moved) {
        return counted(new DiskTraffic(1000 + asked, 7), moved, true);
    }

    private static DiskCount.Counted counted(@Nullable DiskTraffic asked, long moved, boolean direct) {
        DiskCount.Counted counted = DiskCount.Counted.of(
                "QEMU of L1 hypervisor, process 4711 since 81234", new DiskTraffic(5000 + moved, 9), direct);
        return asked == null ? counted : counted.withAsked(asked);
    }

    private static Check reads(DiskCount after) {
        return DiskProof.ofReads(BEFORE, after, BYTES);
    }

    @Test
    void itsOwnBytesProveIt() {
        assertThat(reads(count(BYTES, BYTES)).passed()).isTrue();
        assertThat(reads(count(BYTES - 20 * MIB, BYTES - 20 * MIB)).passed()).isTrue();
        assertThat(reads(count(BYTES + 30 * MIB, BYTES + 30 * MIB)).passed()).isTrue();
    }

    @Test
    void theOtherDisksOfTheSameQemuAreNoObjection() {
        assertThat(reads(count(BYTES, 9 * BYTES)).passed()).isTrue();
    }

    @Test
    void aCacheInsideTheGuestsIsSeen() {
        assertThat(reads(count(BYTES / 2, 9 * BYTES)))
                .hasToString(
                        "bytes read from the host's storage: observed 3.146e+08 asked of L1's disk, 5.662e+09 moved by"
                                + " QEMU of L1 hypervisor, process 4711 since 81234, expected 6.291e+08 within 5 % and 1"
                                + " MiB asked, and 95 % of it or more moved");
        assertThat(reads(count(BYTES / 2, 9 * BYTES)).failed()).isTrue();
    }

    @Test
    void aCacheOfTheHostIsSeen() {
        assertThat(reads(count(BYTES, BYTES / 2)).failed()).isTrue();
        assertThat(reads(count(BYTES, 0)).failed()).isTrue();
    }

    @Test
    void moreAskedThanTheProgramMovedIsSomebodyElseOnThisDisk() {
        assertThat(reads(count(2 * BYTES, 2 * BYTES)).failed()).isTrue();
    }

    @Test
    void writesIntoThePageCacheAreNoProof() {
        DiskCount after = counted(new DiskTraffic(0, 7 + BYTES), 0, false);
        DiskCount before = counted(new DiskTraffic(0, 7), 0, false);

        assertThat(DiskProof.ofWrites(before, after, BYTES))
                .hasToString("bytes written to the host's storage: observed the host's page cache in between: QEMU of"
                        + " L1 hypervisor, process 4711 since 81234 has the disk's file open without O_DIRECT,"
                        + " expected O_DIRECT, as cache='none' has it");
        assertThat(DiskProof.ofWrites(before, after, BYTES).failed()).isTrue();
    }

    @Test
    void onTheHostWhatTheProgramMovedSuffices() {
        DiskCount before = counted(null, 0, true);

        assertThat(DiskProof.ofReads(before, counted(null, BYTES + 50 * MIB, true), BYTES)
                        .passed())
                .isTrue();
        assertThat(DiskProof.ofReads(before, counted(null, BYTES / 2, true), BYTES))
                .hasToString("bytes read from the host's storage: observed 3.146e+08 moved by QEMU of L1 hypervisor,"
                        + " process 4711 since 81234, expected 95 % of 6.291e+08 or more");
    }

    @Test
    void anotherProcessProvesNothing() {
        DiskCount after =
                DiskCount.Counted.of("another", new DiskTraffic(0, 0), true).withAsked(new DiskTraffic(0, 0));

        assertThat(reads(after).state()).isEqualTo(Check.State.NOT_PROVABLE);
    }

    @Test
    void whatCannotBeCountedIsNeitherPassedNorFailed() {
        DiskCount unknown = new DiskCount.NotCountable("/proc cannot be read: run as root");

        assertThat(reads(unknown))
                .isEqualTo(DiskProof.ofReads(unknown, BEFORE, BYTES))
                .hasToString("bytes read from the host's storage: not provable: /proc cannot be read: run as root");
        assertThat(reads(unknown).passed() || reads(unknown).failed()).isFalse();
    }

    @Test
    void trafficIsCountedFromZero() {
        assertThatThrownBy(() -> new DiskTraffic(-1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes are counted from 0, not read -1 and written 0");
    }
}
