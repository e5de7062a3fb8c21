package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.LabDefinition;
import org.nestlab.machine.Guest;
import org.nestlab.probe.Acceleration;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.MemoryBacking;

/** An L2 whose memory is in huge pages of L1, which L1 reserves for it. */
@Tag("full")
@Lab(MemoryBackingTests.HugePages.class)
class MemoryBackingTests {

    static class HugePages implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm()
                    .withName("huge-pages")
                    .withL2(l2 -> l2.withMemoryMib(512).withMemoryBacking(MemoryBacking.HUGE_PAGES));
        }
    }

    @Test
    void allOfL2IsInHugePagesOfL1(@L1 Guest l1, @L2 Guest l2) {
        String kib = l1.run("""
                        for line in $(grep -lsF -e '%s' /proc/[0-9]*/cmdline); do
                          case $(cat "${line%%/cmdline}/comm") in
                            qemu*) sed -n 's/^\\(Private\\|Shared\\)_Hugetlb: *\\([1-9][0-9]*\\) kB$/\\2/p' "${line%%/cmdline}/smaps_rollup" ;;
                          esac
                        done
                        """.formatted(l2.uuid())).orThrow().text();

        assertThat(kib).isEqualTo(Integer.toString(512 * 1024));
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
    }
}
