package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Fingerprint;

class FingerprintDiffTests {

    private static final String APART = "their evidence is not put together: the identities differ";
    private static final String TOGETHER =
            "their evidence may be put together: what differs is not part of the identity";

    private static Fingerprint of(Map<String, String> identity, Map<String, String> details) {
        return new Fingerprint(identity, details);
    }

    @Test
    void equalOnesAreCalledEqual() {
        Fingerprint one = of(Map.of("L1.kernel", "6.1.0-41"), Map.of("L0.governor", "performance"));
        assertThat(FingerprintDiff.of(one, one)).containsExactly("both runs have the same fingerprint");
        assertThat(FingerprintDiff.of(Fingerprint.UNKNOWN, Fingerprint.UNKNOWN))
                .containsExactly("both runs have the same fingerprint");
    }

    @Test
    void anotherKernelAndAMissingFeatureAreNamed() {
        Fingerprint first = of(
                Map.of("L1.kernel", "6.1.0-41-cloud-amd64", "tier", "kvm"),
                Map.of("L1.cpu.vmx", "ept posted_intr vpid", "L0.cpu.flags", "avx vmx"));
        Fingerprint second = of(
                Map.of("L1.kernel", "6.12.9-amd64", "tier", "kvm"),
                Map.of("L1.cpu.vmx", "ept tsc_scaling vpid", "L0.cpu.flags", "vmx"));
        assertThat(FingerprintDiff.of(first, second))
                .containsExactly(
                        "the second run has kernel 6.12.9-amd64 in L1 instead of 6.1.0-41-cloud-amd64",
                        "the second run misses `avx` in L0",
                        "the second run misses `posted_intr` in L1",
                        "the second run also has `tsc_scaling` in L1",
                        APART);
    }

    @Test
    void whatOneOfThemDoesNotSayIsNoValue() {
        Fingerprint first = of(Map.of("L0.microcode", "0xa0011d5"), Map.of("L0.turbo", "on"));
        Fingerprint second = of(Map.of("image", "sha256-1f"), Map.of("L1.sibling.cpu.flags", "avx sse"));
        assertThat(FingerprintDiff.of(first, second))
                .containsExactly(
                        "the second run says nothing of microcode in L0; it was 0xa0011d5",
                        "the second run has image sha256-1f",
                        "the second run says nothing of turbo in L0; it was on",
                        "the second run has sibling.cpu.flags avx sse in L1",
                        APART);
    }

    @Test
    void detailsKeepNoEvidenceApart() {
        Fingerprint first = of(Map.of("tier", "kvm"), Map.of("L0.governor", "powersave"));
        Fingerprint second = of(Map.of("tier", "kvm"), Map.of("L0.governor", "performance"));
        assertThat(FingerprintDiff.of(first, second))
                .containsExactly("the second run has governor performance in L0 instead of powersave", TOGETHER);
    }
}
