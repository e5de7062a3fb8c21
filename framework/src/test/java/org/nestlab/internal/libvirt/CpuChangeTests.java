package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.libvirt.ExistingDomain.WhenRunning;
import org.nestlab.internal.plan.CpuPlan;
import org.nestlab.internal.plan.CpuXml;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.internal.xml.XmlElement;
import org.nestlab.spec.CpuMode;

/** CPUs as users have them, and what becomes of them. */
class CpuChangeTests {

    private static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000002");

    private static final XmlElement PASSTHROUGH = kvm(CpuMode.hostPassthrough());
    private static final XmlElement HOST_MODEL = kvm(CpuMode.hostModel());
    private static final XmlElement EPYC_WITH_SVM = kvm(CpuMode.custom("EPYC").withVirtualization(true));
    private static final XmlElement WITHOUT_SVM = kvm(CpuMode.hostPassthrough().withVirtualization(false));

    /** With twelve CPUs in threads, as gaming guides have it. */
    private static final String TOPOLOGY = """
            <cpu mode="host-passthrough" check="none" migratable="off">
                <topology sockets="1" dies="1" cores="6" threads="2"/>
                <feature policy="require" name="topoext"/>
                <feature policy="require" name="invtsc"/>
                <feature policy="disable" name="hypervisor"/>
              </cpu>""";

    private static final String NUMA = """
            <cpu>
                <topology sockets='2' cores='4' threads='1'/>
                <numa>
                  <cell id='0' cpus='0-3' memory='512000' unit='KiB'/>
                  <cell id='1' cpus='4-7' memory='512000' unit='KiB' memAccess='shared'/>
                </numa>
              </cpu>""";

    /** One of each, from the tests of libvirt's Go bindings. */
    private static final String EVERYTHING = """
            <cpu match="exact" check="partial" mode="custom">
                <model fallback="allow" vendor_id="GenuineIntel">core2duo</model>
                <vendor>Intel</vendor>
                <topology sockets="1" cores="2" threads="1"/>
                <cache level="3" mode="emulate"/>
                <maxphysaddr mode="emulate" bits="42"/>
                <!-- for the old kernel -->
                <feature policy="disable" name="lahf_lm"/>
              </cpu>""";

    private static XmlElement kvm(CpuMode mode) {
        return CpuXml.of(CpuPlan.underKvm(mode, "svm"));
    }

    private static XmlElement tcg(CpuMode mode) {
        return CpuXml.of(CpuPlan.underTcg(mode, "L0 host: domain win"));
    }

    private static String domain(String cpu) {
        return """
                <domain type='test'>
                  <name>win</name>
                  <uuid>%s</uuid>
                  <memory unit='KiB'>1024000</memory>
                  <vcpu placement='static'>8</vcpu>
                  <os><type>hvm</type></os>
                  <!-- what Windows wants -->
                  <features><acpi/><hyperv mode='custom'><relaxed state='on'/><vendor_id state='on' value='AuthenticAMD'/></hyperv></features>
                  %s
                </domain>""".formatted(ID, cpu);
    }

    /** Quotes as the test has them. */
    private static String cpuOf(String domain) {
        return domain.substring(domain.indexOf("<cpu"), domain.indexOf("</domain>"))
                .strip()
                .replace('\'', '"');
    }

    private static String changed(String cpu, XmlElement wanted) {
        return cpuOf(CpuChange.of(wanted).in(domain(cpu)));
    }

    @Test
    void aCpuThatIsOfThatModeAlreadyStaysAsItIs() {
        assertThat(changed(TOPOLOGY, PASSTHROUGH)).isEqualTo("""
                <cpu check="none" migratable="off" mode="host-passthrough">
                    <topology cores="6" dies="1" sockets="1" threads="2"/>
                    <feature name="topoext" policy="require"/>
                    <feature name="invtsc" policy="require"/>
                    <feature name="hypervisor" policy="disable"/>
                  </cpu>""");
    }

    @Test
    void topologyAndFeaturesStayUnderAModel() {
        assertThat(changed(TOPOLOGY, tcg(CpuMode.hostPassthrough()))).isEqualTo("""
                <cpu check="none" match="exact" mode="custom">
                    <topology cores="6" dies="1" sockets="1" threads="2"/>
                    <feature name="topoext" policy="require"/>
                    <feature name="invtsc" policy="require"/>
                    <feature name="hypervisor" policy="disable"/>
                    <model fallback="forbid">EPYC</model>
                    <feature name="svm" policy="require"/>
                    <feature name="npt" policy="require"/>
                    <feature name="nrip-save" policy="require"/>
                  </cpu>""");
    }

    @Test
    void numaCellsStay() {
        assertThat(changed(NUMA, PASSTHROUGH)).isEqualTo("""
                <cpu check="none" mode="host-passthrough">
                    <topology cores="4" sockets="2" threads="1"/>
                    <numa>
                      <cell cpus="0-3" id="0" memory="512000" unit="KiB"/>
                      <cell cpus="4-7" id="1" memAccess="shared" memory="512000" unit="KiB"/>
                    </numa>
                  </cpu>""");
    }

    @Test
    void whatTheModeCannotHaveGoesAndNothingElse() {
        assertThat(changed(EVERYTHING, EPYC_WITH_SVM)).as("another model").isEqualTo("""
                <cpu check="partial" match="exact" mode="custom">
                    <model fallback="forbid" vendor_id="GenuineIntel">EPYC</model>
                    <vendor>Intel</vendor>
                    <topology cores="2" sockets="1" threads="1"/>
                    <cache level="3" mode="emulate"/>
                    <maxphysaddr bits="42" mode="emulate"/>
                    <!-- for the old kernel -->
                    <feature name="lahf_lm" policy="disable"/>
                    <feature name="svm" policy="require"/>
                  </cpu>""");
        assertThat(changed(EVERYTHING, HOST_MODEL))
                .contains("<model fallback=\"allow\" vendor_id=\"GenuineIntel\"/>", "mode=\"host-model\"", "lahf_lm")
                .doesNotContain("<vendor>", "match=", "svm");
        assertThat(changed(EVERYTHING, PASSTHROUGH)).as("the host's own").isEqualTo("""
                <cpu check="none" mode="host-passthrough">
                    <topology cores="2" sockets="1" threads="1"/>
                    <cache level="3" mode="emulate"/>
                    <maxphysaddr bits="42" mode="emulate"/>
                    <!-- for the old kernel -->
                    <feature name="lahf_lm" policy="disable"/>
                  </cpu>""");
    }

    @Test
    void theHostsCacheStaysWithTheHostsCpuAlone() {
        String cpu = "<cpu mode='host-passthrough' migratable='on'><cache mode='passthrough'/></cpu>";
        assertThat(changed(cpu, PASSTHROUGH)).contains("migratable=\"on\"", "<cache mode=\"passthrough\"/>");
        assertThat(changed(cpu, EPYC_WITH_SVM)).doesNotContain("migratable", "cache");
        assertThat(changed("<cpu mode='maximum' migratable='on'/>", HOST_MODEL))
                .isEqualTo("<cpu check=\"none\" mode=\"host-model\"/>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    disable vmx, disable svm | shown              |
                    forbid vmx               | shown              |
                    require vmx, disable pcid | shown             | require vmx, disable pcid
                    optional svm             | shown              | optional svm
                    require vmx              | hidden             | disable svm
                    disable vmx              | hidden             | disable vmx, disable svm
                    force svm                | hidden             | disable svm
                    disable svm, disable vmx | shown in a model   | require svm, disable vmx
                    disable npt              | shown in a model   | disable npt, require svm
                    require vmx-ept          | hidden             | require vmx-ept, disable svm
                    """)
    void ofTheFeaturesWhatDecidesOverNestingChanges(String before, String wanted, String after) {
        XmlElement cpu = switch (wanted) {
            case "shown" -> PASSTHROUGH;
            case "hidden" -> WITHOUT_SVM;
            default -> EPYC_WITH_SVM;
        };
        StringBuilder features = new StringBuilder();
        for (String feature : before.split(", ", -1)) {
            String[] words = feature.split(" ", -1);
            features.append("<feature policy='%s' name='%s'/>".formatted(words[0], words[1]));
        }
        XmlDoc result = XmlDoc.parse(changed("<cpu mode='host-model'>" + features + "</cpu>", cpu));
        assertThat(result.all("/cpu/feature"))
                .extracting(it ->
                        it.text("@policy").orElse("") + " " + it.text("@name").orElse(""))
                .containsExactly(after == null ? new String[0] : after.split(", "));
    }

    @Test
    void aDomainWithoutCpuGetsOne() {
        assertThat(changed("", HOST_MODEL)).isEqualTo("<cpu check=\"none\" mode=\"host-model\"/>");
    }

    @Test
    void nothingElseOfTheDefinitionChanges() {
        for (XmlElement wanted : new XmlElement[] {PASSTHROUGH, HOST_MODEL, EPYC_WITH_SVM, WITHOUT_SVM}) {
            for (String cpu : new String[] {TOPOLOGY, NUMA, EVERYTHING}) {
                String before = XmlDoc.parse(domain(cpu)).toString();
                String after = CpuChange.of(wanted).in(domain(cpu));
                assertThat(withoutCpu(after)).isEqualTo(withoutCpu(before)).contains("<!-- what Windows wants -->");
            }
        }
    }

    private static String withoutCpu(String xml) {
        return xml.substring(0, xml.indexOf("<cpu")) + xml.substring(xml.indexOf("</domain>"));
    }

    @Test
    void aDefinitionMayHaveADefaultNamespace() {
        String xml = domain(EVERYTHING + "<metadata><cpu xmlns='urn:inventory'>mine</cpu></metadata>")
                .replace("<domain ", "<domain xmlns='urn:example' ");
        String after = CpuChange.of(EPYC_WITH_SVM).in(xml);
        assertThat(after)
                .contains("<metadata><cpu xmlns=\"urn:inventory\">mine</cpu></metadata>")
                .doesNotContain("xmlns=\"\"");
        assertThat(XmlDoc.parse(after)
                        .first(XmlDoc.child("cpu"))
                        .orElseThrow()
                        .texts("*[local-name()='feature']/@name"))
                .containsExactly("lahf_lm", "svm");
        assertThat(CpuChange.of(PASSTHROUGH).in(xml.replace(EVERYTHING, "")))
                .endsWith("<cpu check=\"none\" mode=\"host-passthrough\"/>\n</domain>");
        assertThat(CpuObstacle.in(xml)).isEmpty();
    }

    /** Penryn with that list is what macOS guests are run with. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-cpu|Penryn,kvm=on,vendor=GenuineIntel,+invtsc,vmware-cpuid-freq=on,+pcid,+ssse3,check",
                "--cpu|host,kvm=off,l3-cache=on",
                "-smbios|type=2|-cpu|host,-aes",
                "-global|EPYC-x86_64-cpu.svm=off",
                "-global|driver=host-x86_64-cpu,property=vmx,value=off",
                "-cpu"
            })
    void aCpuOnTheCommandLineIsAnObstacle(String arguments) {
        assertThat(CpuObstacle.in(withArguments(arguments)).orElseThrow())
                .startsWith("gives QEMU its CPU in <qemu:commandline> (-")
                .endsWith("Move it to <cpu> (virsh edit), or adopt another domain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-device|isa-applesmc,osk=-cpu",
                "-global|ICH9-LPC.acpi-pci-hotplug-with-bridge-support=off",
                "-global|kvm-pit.lost_tick_policy=discard",
                "-smbios|type=2|-k|en-us"
            })
    void otherArgumentsAreNoObstacle(String arguments) {
        assertThat(CpuObstacle.in(withArguments(arguments))).isEmpty();
    }

    private static String withArguments(String arguments) {
        StringBuilder args = new StringBuilder("<qemu:commandline>");
        for (String argument : arguments.split("\\|", -1)) {
            args.append("<qemu:arg value='%s'/>".formatted(argument));
        }
        return domain(TOPOLOGY + args + "</qemu:commandline>")
                .replace("<domain ", "<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0' ");
    }

    @Test
    void aMachineOfAnotherArchitectureIsRefused() {
        assertThat(CpuObstacle.in(domain("").replace("<type>", "<type arch='aarch64'>")))
                .contains("has the architecture aarch64; expected x86_64, as only there a CPU has vmx or svm");
        assertThat(CpuObstacle.in(domain("").replace("<type>", "<type arch='i686'>")))
                .isEmpty();
    }

    /** libvirt's mock driver reads a CPU as the real ones do. */
    @Test
    void libvirtTakesEveryChangeAndHasItsOwnBack(@TempDir Path folder) {
        try (Hypervisor hypervisor = TestDriver.fresh(folder)) {
            for (String cpu : new String[] {TOPOLOGY, NUMA, EVERYTHING, "", "<cpu mode='host-model'/>"}) {
                hypervisor.domains().define(domain(cpu));
                String before = hypervisor.domains().inactiveXml(ID).orElseThrow();
                for (XmlElement wanted : new XmlElement[] {
                    PASSTHROUGH, HOST_MODEL, EPYC_WITH_SVM, WITHOUT_SVM, tcg(CpuMode.hostPassthrough())
                }) {
                    ExistingDomain win = ExistingDomain.adopt(hypervisor, "win", WhenRunning.REFUSE);
                    win.switchCpu(wanted);
                    XmlDoc now =
                            XmlDoc.parse(hypervisor.domains().inactiveXml(ID).orElseThrow());
                    assertThat(now.text("/domain/cpu/@mode"))
                            .isEqualTo(XmlDoc.parse(wanted.toString()).text("/cpu/@mode"));
                    assertThat(now.texts("/domain/cpu/topology/@cores"))
                            .isEqualTo(XmlDoc.parse(before).texts("/domain/cpu/topology/@cores"));
                    assertThat(now.texts("/domain/cpu/numa/cell/@cpus"))
                            .isEqualTo(XmlDoc.parse(before).texts("/domain/cpu/numa/cell/@cpus"));
                    win.close();
                    assertThat(hypervisor.domains().inactiveXml(ID)).contains(before);
                }
            }
        }
    }

    @Test
    void anotherElementIsNoCpu() {
        assertThatThrownBy(() -> CpuChange.of(XmlElement.of("devices")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a <cpu> element, not <devices/>\n");
    }

    @Test
    void whateverADefinitionIs() {
        Untidy.of(domain(EVERYTHING), withArguments("-cpu|host"))
                .with(
                        "<cpu>",
                        "</cpu>",
                        "<cpu/>",
                        "<feature",
                        " name='svm'",
                        "<model>",
                        "<vendor>",
                        "<!--",
                        "xmlns='urn:a' ",
                        "<qemu:arg value='-cpu'/>")
                .isReadOrRefused(IllegalArgumentException.class, text -> {
                    CpuObstacle.in(text);
                    String after = CpuChange.of(PASSTHROUGH).in(text);
                    assertThat(XmlDoc.parse(after).text(XmlDoc.child("cpu") + "/@mode"))
                            .contains("host-passthrough");
                });
    }
}
