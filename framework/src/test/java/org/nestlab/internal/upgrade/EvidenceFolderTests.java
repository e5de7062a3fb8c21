package org.nestlab.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.experiment.BootSeries;
import org.nestlab.machine.Level;
import org.nestlab.workload.Metric;

class EvidenceFolderTests {

    private static final HostEvidence EVIDENCE = new HostEvidence(
            "org.nestlab.DefaultLab",
            List.of("L2:exit-cpuid"),
            List.of(recording(HostRecording.Role.BASELINE, 1.5, 2.0, 2.5)));

    @TempDir
    Path folder;

    private static HostRecording recording(HostRecording.Role role, Double... values) {
        return new HostRecording(
                role,
                Instant.parse("2026-11-26T10:00:00Z"),
                Instant.parse("2026-11-26T10:05:00.123456789Z"),
                new Fingerprint(Map.of("L0.kernel", "6.1"), Map.of("L0.cpus", "2")),
                Map.of("profile", "quick"),
                List.of(new BootSeries(
                        Level.L2,
                        Metric.lowerIsBetter("exit-cpuid.cycles", "cycles"),
                        Map.of("probe", "1"),
                        List.of(values))),
                List.of("boot 1: µ"));
    }

    @Test
    void whatIsWrittenIsRead() {
        EvidenceFolder evidence = new EvidenceFolder(folder.resolve("not/there"));
        HostEvidence more = EVIDENCE.plus(recording(HostRecording.Role.CANDIDATE, 1.0))
                .plus(recording(HostRecording.Role.RETURN, 1.0, 7.25));
        evidence.write("before", EVIDENCE);
        evidence.write("before", more);
        assertThat(evidence.read("before")).isEqualTo(more);
        assertThat(evidence.file("before")).content().contains("\"legs\"");
        assertThat(folder.resolve("not/there").toFile().list()).containsExactly("before.json");
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> recording(HostRecording.Role.BASELINE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recording(HostRecording.Role.BASELINE, 0.0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EVIDENCE.plus(recording(HostRecording.Role.BASELINE, 1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new HostEvidence("Lab", List.of("L1:x"), List.of(recording(HostRecording.Role.RETURN, 1.0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spoiltFilesAreRefused() {
        Untidy.of(EvidenceFolder.format(EVIDENCE), "{\"version\":1}", "null", "7")
                .with("\"version\"", "null", "{}", "[]", "1e400", "\"BASELINE\"", "-1")
                .isReadOrRefused(IllegalArgumentException.class, text -> {
                    HostEvidence read = EvidenceFolder.parse(text);
                    assertThat(EvidenceFolder.parse(EvidenceFolder.format(read)))
                            .isEqualTo(read);
                });
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldBeforehand() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        EvidenceFolder evidence = new EvidenceFolder(file);
        assertThatThrownBy(evidence::prepare)
                .isInstanceOf(ProvisioningException.class)
                .hasMessageStartingWith("nothing can be kept in " + file);
        assertThatThrownBy(() -> evidence.read("before"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("no evidence is called 'before': ");
    }
}
