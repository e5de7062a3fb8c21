package org.nestlab.internal.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines as people have them: evidence of two kernels with other mitigations is not compared. */
class MitigationOptionsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root=/dev/vda quiet|default",
                "noibrs noibpb nopti nospectre_v2 nospectre_v1 l1tf=off nospec_store_bypass_disable no_stf_barrier mds=off"
                        + " tsx=on tsx_async_abort=off mitigations=off"
                        + "|l1tf=off mds=off mitigations=off noibpb noibrs nopti nospec_store_bypass_disable nospectre_v1"
                        + " nospectre_v2 tsx=on tsx_async_abort=off",
                "ro rhgb crashkernel=auto spectre_v2=retpoline nopti noibrs LANG=en_US.UTF-8"
                        + "|noibrs nopti spectre_v2=retpoline",
                "root=/dev/sda1 indirect_target_selection=off spectre_bhi=off tsa=off vmscape=off"
                        + "|indirect_target_selection=off spectre_bhi=off tsa=off vmscape=off",
                "l1d_flush=on kvm-intel.vmentry_l1d_flush=always kvm.nx_huge_pages=off"
                        + "|kvm-intel.vmentry_l1d_flush=always kvm.nx_huge_pages=off l1d_flush=on",
            })
    void tellsTheOptionsThatMitigateOrDoNot(String commandLine, String mitigations) {
        assertThat(FingerprintFacts.parse("cmdline=" + commandLine).identity())
                .containsEntry("mitigations", mitigations);
    }
}
