package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.fake.Untidy;

class UnitTestListTests {

    private static final String CONFIG = """
            # [unittest_name]
            [x2apic]
            file = apic.flat
            timeout = 30
            groups = apic

            [efi_args]
            file = smptest.flat
            qemu_params = \"""-cpu max -append \\
            [not_a_test]
            groups = nodefault
            \"""
            # said of the next one

            [svm_pause_filter]
            file=svm.flat
            groups=svm  nodefault
            """;

    @Test
    void readsWhatEachSectionSays() {
        assertThat(UnitTestList.read(CONFIG))
                .extracting(UnitTestEntry::name, UnitTestEntry::groups, UnitTestEntry::limit, UnitTestEntry::isByHand)
                .containsExactly(
                        tuple("x2apic", List.of("apic"), Duration.ofSeconds(30), false),
                        tuple("efi_args", List.of(), Duration.ZERO, false),
                        tuple("svm_pause_filter", List.of("svm", "nodefault"), Duration.ZERO, true));
    }

    @Test
    void aSectionIsGivenBackAsItStands() {
        assertThat(UnitTestList.read(CONFIG).get(1).section()).isEqualTo("""
                        [efi_args]
                        file = smptest.flat
                        qemu_params = \"""-cpu max -append \\
                        [not_a_test]
                        groups = nodefault
                        \"""
                        # said of the next one

                        """);
    }

    @ParameterizedTest
    @CsvSource({"30, 90", "90s, 90", "180, 180", "5m, 300", "1.5m, 90", "0, 90", "soon, 90", "'', 90"})
    void noTestGetsLessThanItsSuiteGivesIt(String own, long seconds) {
        UnitTestEntry test = new UnitTestEntry("apic", "", List.of(), UnitTestEntry.limitOf(own));

        assertThat(test.limit(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void untidyListsAreRead() {
        Untidy.of(CONFIG).isRead(text -> assertThat(UnitTestList.read(text)).isNotNull());
    }
}
