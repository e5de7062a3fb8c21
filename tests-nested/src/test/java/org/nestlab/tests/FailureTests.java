package org.nestlab.tests;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabDefinition;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;

/** A test that fails leaves evidence for its reader and nothing on the host. */
@Tag("self")
@Lab
class FailureTests {

    /**
     * Everything on a host that could carry a lab's id in its name; the id comes by standard input, so that no process
     * has it.
     */
    private static final Command TRACES = Command.shell("""
            read -r id
            for what in list net-list pool-list; do virsh $what --all; done
            ps -eo args
            ip -o link
            iptables-save 2>/dev/null; nft list ruleset 2>/dev/null
            find /etc /run /var -name "*$id*" 2>/dev/null
            true""");

    @Test
    void evidenceIsHandedOverAndNothingIsLeft(Host host) {
        int past = RecordingListener.events().size();

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ClaimsTooMuch.class))
                .enableImplicitConfigurationParameters(true)
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("usableKvm"),
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(text -> text.contains("L1 hypervisor (domain nestlab-")
                                                && text.contains("no usable KVM")))));

        List<LabEvent> events = RecordingListener.events();
        Story story = new Story(events.subList(past, events.size()));
        assertThat(story.content("L1 hypervisor console")).contains("nestlab: ssh ready");
        assertThat(story.content("L1 hypervisor domain XML")).contains("<domain ");
        assertThat(story.content("L1 hypervisor dmesg")).contains("Linux version");
        assertThat(story.content("lab plan")).contains(story.labId());
        assertThat(story.leftovers()).isEmpty();
        assertThat(host.run(TRACES.withInput(story.labId() + "\n")).orThrow().stdout())
                .doesNotContain(story.labId());
    }

    /** The events of the one lab that the failing test had. */
    private record Story(List<LabEvent> events) {

        String labId() {
            return only(LabEvent.Planned.class).labId();
        }

        String leftovers() {
            return only(LabEvent.Down.class).leftovers();
        }

        String content(String name) {
            return events.stream()
                    .filter(LabEvent.Evidence.class::isInstance)
                    .map(LabEvent.Evidence.class::cast)
                    .filter(evidence -> evidence.name().equals(name))
                    .map(LabEvent.Evidence::content)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no evidence called '" + name + "' in " + events));
        }

        private <T extends LabEvent> T only(Class<T> type) {
            List<T> found =
                    events.stream().filter(type::isInstance).map(type::cast).toList();
            assertThat(found).as(type.getSimpleName() + " events").hasSize(1);
            return found.get(0);
        }
    }

    /** Not found by the build, which takes no nested classes: it is run by the test above alone. */
    @Lab(NoHypervisorLab.class)
    static class ClaimsTooMuch {

        @Test
        void usableKvm(@L1 Guest l1) {
            assertThat(l1).hasUsableKvm();
        }
    }

    static final class NoHypervisorLab implements LabDefinition {

        @Override
        public LabSpec spec() {
            return CpuModeTests.l1With(
                    "no hypervisor", CpuMode.hostPassthrough().withVirtualization(false));
        }
    }
}
