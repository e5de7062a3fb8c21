package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.libvirt.ExistingDomain.WhenRunning;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.internal.xml.XmlElement;

class ExistingDomainTests {

    private static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
    private static final XmlElement PASSTHROUGH = XmlElement.of("cpu").attr("mode", "host-passthrough");
    private static final XmlElement CUSTOM = XmlElement.of("cpu")
            .attr("mode", "custom")
            .attr("match", "exact")
            .child(XmlElement.of("model").attr("fallback", "forbid").text("pentium3"))
            .child(XmlElement.of("feature").attr("policy", "disable").attr("name", "svm"));
    private static final XmlElement MINE = TestDriver.domain("mine", ID)
            .child("description", "my <own> & only")
            .child(CUSTOM)
            .child(XmlElement.of("devices")
                    .child(XmlElement.of("graphics").attr("type", "vnc").attr("passwd", "secret")));

    private Hypervisor hypervisor;

    @BeforeEach
    void connect(@TempDir Path folder) {
        hypervisor = TestDriver.fresh(folder);
    }

    @AfterEach
    void close() {
        hypervisor.close();
    }

    private String definition() {
        return hypervisor.domains().inactiveXml(ID).orElseThrow();
    }

    private ExistingDomain adopt() {
        return ExistingDomain.adopt(hypervisor, "mine", WhenRunning.REFUSE);
    }

    @Test
    void changesTheCpuAloneAndPutsEverythingBack() {
        hypervisor.domains().define(MINE.toString());
        String before = definition();

        try (ExistingDomain mine = adopt()) {
            assertThat(mine.originalXml()).isEqualTo(before).contains("passwd='secret'");
            assertThat(definition()).isEqualTo(before);
            mine.switchCpu(PASSTHROUGH);

            XmlDoc changed = XmlDoc.parse(definition());
            assertThat(changed.text("/domain/cpu/@mode")).contains("host-passthrough");
            assertThat(changed.has("/domain/cpu/model")).isFalse();
            assertThat(changed.withChild("cpu", Optional.empty()))
                    .isEqualTo(XmlDoc.parse(before).withChild("cpu", Optional.empty()));
        }

        assertThat(definition()).isEqualTo(before);
    }

    @Test
    void aDomainWithoutCpuElementHasNoneAfterwards() {
        hypervisor.domains().define(TestDriver.domain("mine", ID).toString());
        String before = definition();

        ExistingDomain mine = adopt();
        mine.switchCpu(PASSTHROUGH);
        assertThat(XmlDoc.parse(definition()).has("/domain/cpu")).isTrue();
        mine.close();
        mine.close();

        assertThat(definition()).isEqualTo(before).doesNotContain("<cpu");
    }

    @Test
    void keepsWhatTheUserChangedMeanwhile() {
        hypervisor.domains().define(MINE.toString());
        ExistingDomain mine = adopt();
        mine.switchCpu(PASSTHROUGH);
        hypervisor.domains().define(definition().replace("my &lt;own&gt;", "edited"));

        mine.close();

        XmlDoc after = XmlDoc.parse(definition());
        assertThat(after.text("/domain/description")).contains("edited & only");
        assertThat(after.text("/domain/cpu/@mode")).contains("custom");
        assertThat(after.text("/domain/cpu/model")).contains("pentium3");
    }

    @Test
    void neverDefinesADomainThatTheUserTookAway() {
        hypervisor.domains().define(MINE.toString());
        ExistingDomain mine = adopt();
        mine.switchCpu(PASSTHROUGH);
        hypervisor.domains().undefine(ID);

        mine.close();

        assertThat(hypervisor.domains().exists(ID)).isFalse();
    }

    @Test
    void isMendedFromTheOriginalAlone() {
        hypervisor.domains().define(MINE.toString());
        String before = definition();
        adopt().switchCpu(PASSTHROUGH);

        ExistingDomain.restore(hypervisor, ID, before);
        ExistingDomain.restore(hypervisor, ID, before);

        assertThat(definition()).isEqualTo(before);
    }

    @Test
    void changesNothingWhereNothingWasSwitched() {
        hypervisor.domains().define(MINE.toString());
        ExistingDomain mine = adopt();
        hypervisor.domains().define(MINE.toString().replace("pentium3", "pentium2"));

        mine.close();

        assertThat(XmlDoc.parse(definition()).text("/domain/cpu/model")).contains("pentium2");
    }

    @Test
    void refusesARunningDomainUnlessAllowed() {
        hypervisor.domains().define(MINE.toString());
        hypervisor.domains().start(ID);

        assertThatThrownBy(this::adopt)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L0 host: domain mine is running (booted), expected it shut off: its CPU changes only with a"
                                + " start. Shut it down first, or allow running domains");

        try (ExistingDomain mine = ExistingDomain.adopt(hypervisor, "mine", WhenRunning.CHANGE_DEFINITION)) {
            mine.switchCpu(PASSTHROUGH);
            assertThat(XmlDoc.parse(definition()).text("/domain/cpu/@mode")).contains("host-passthrough");
            assertThat(hypervisor.domains().xml(ID).orElseThrow()).contains("mode='custom'");
        }
    }

    @Test
    void refusesWhatIsNoneOfTheUsers() {
        assertThatThrownBy(this::adopt)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L0 host: domain mine does not exist, expected one to adopt: virsh -c '%s' list --all shows what there is",
                        hypervisor.uri());

        hypervisor.domains().create(MINE.toString());
        assertThatThrownBy(this::adopt)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("L0 host: domain mine is transient, expected one with a definition: define it first"
                        + " (virsh define)");

        hypervisor.domains().destroy(ID);
        hypervisor
                .domains()
                .define(MINE.child(new Ownership("0a1b2c3d", ID, 1, "g").toXml())
                        .toString());
        assertThatThrownBy(this::adopt)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("L0 host: domain mine belongs to lab 0a1b2c3d, expected one of your own");
    }

    @Test
    void refusesAnElementThatIsNoCpu() {
        hypervisor.domains().define(MINE.toString());
        String before = definition();

        assertThatThrownBy(() -> adopt().switchCpu(XmlElement.of("devices")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a <cpu> element, not <devices/>\n");
        assertThat(definition()).isEqualTo(before);
    }
}
