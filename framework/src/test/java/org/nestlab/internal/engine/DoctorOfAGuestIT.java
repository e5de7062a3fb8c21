package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.cli.InProcess;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

/** {@code nestlab doctor} at a real host behind SSH, which is the L1 of a lab: one with a libvirt, KVM and nesting. */
@ExtendWith(KeptEvidence.class)
class DoctorOfAGuestIT {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void anL1IsAHostThatLacksNothingButTheImage() throws IOException {
        try (OwnHost host = OwnHost.watch(folder)) {
            Settings settings = Settings.from(key -> key.equals("nestlab.output.dir")
                    ? Optional.of(folder.toString())
                    : Optional.ofNullable(System.getProperty(key)));
            LabSpec spec = LabSpec.hypervisorOnly().withL1(l1 -> l1.withMemoryMib(1024));
            RunningLab lab = new LibvirtLabEngine().bringUp(spec, settings, LabUse.STAYS);
            Guest l1 = lab.guests().get(0);
            Path output = folder.resolve(lab.id());
            lab.close();
            // The lab's own file has its guests by their aliases.
            Path knownHosts = Files.writeString(
                    folder.resolve("known_hosts"),
                    l1.address() + " " + KeptFile.read(output).guests().get(0).hostKey() + "\n");
            String uri = "qemu+ssh://root@%s/system?keyfile=%s&known_hosts=%s"
                    .formatted(l1.address(), output.resolve(KeptFile.KEY), knownHosts);

            InProcess.Outcome doctor = InProcess.run("doctor", "--json", "--connect", uri);
            InProcess.Outcome down = InProcess.run("down", lab.id());

            JsonNode report = new ObjectMapper().readTree(doctor.printed());
            ObjectNode checks = JsonNodeFactory.instance.objectNode();
            report.path("checks").forEach(check -> checks.set(check.path("id").asText(), check));
            assertThat(report.path("tier").asText()).isEqualTo("kvm");
            assertThat(checks.path("cpu").path("observed").asText()).containsAnyOf("svm", "vmx");
            for (String there : new String[] {"cpu", "kvm-module", "nested", "qemu", "libvirt", "connection"}) {
                assertThat(checks.path(there).path("state").asText()).as(there).isEqualTo("ok");
            }
            assertThat(checks.path("connection").path("observed").asText()).startsWith(uri + ": QEMU ");
            assertThat(checks.path("images").path("state").asText()).isEqualTo("missing");
            assertThat(checks.path("images").path("remedy").asText()).startsWith("on that host: nestlab image build");
            assertThat(report.path("ready").asBoolean()).isFalse();
            assertThat(doctor.exitStatus()).isEqualTo(1);
            assertThat(down.exitStatus()).as(down.printed()).isZero();
            assertThat(host.left()).isEmpty();
        }
    }
}
