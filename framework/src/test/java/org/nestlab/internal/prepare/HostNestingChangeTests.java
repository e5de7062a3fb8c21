package org.nestlab.internal.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.internal.host.FakeModule;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.takedown.HostCleaner;
import org.nestlab.internal.takedown.Takedown;
import org.nestlab.internal.takedown.TakedownReport;

/** Nesting switched under a lab's journal, on a simulated kvm_amd. */
class HostNestingChangeTests {

    private static final LabId LAB = new LabId("0badcafe");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final FakeModule module = new FakeModule();

    @Test
    void isDueWhereItIsAllowedAndTheExtensionIsThereAndNestedIsOff() {
        assertThat(isDue("nestlab.host.nesting=enable")).isTrue();
        assertThat(isDue("nestlab.host.nesting=check")).isFalse();
        assertThat(isDue("nestlab.host.nesting=enable", "nestlab.tier=emulated"))
                .isFalse();
        module.nested = "1";
        assertThat(isDue("nestlab.host.nesting=enable")).isFalse();
    }

    @Test
    void takingTheLabDownPutsItBackAfterAllThatWasCreatedLater() {
        StateFolder state = StateFolder.open(folder);
        Journal journal = Journal.start(state, LAB, "test:///default");
        HostNestingChange.make(module.host, journal);
        assertThat(module.nested).isEqualTo("1");
        journal.before(
                new Resource.Network("L0", "n", "11111111-2222-4333-8444-555555555555", "nl0", "192.168.77.0/24"));
        journal.before(new Resource.Network("L1", "goes with its guest", "", "nl1", "192.168.78.0/24"));

        TakedownReport report = takeDown(new Takedown(state, journal));

        assertThat(report.failures()).isEmpty();
        assertThat(report.removed()).containsExactly("network n", "nested=0 of kvm_amd");
        assertThat(module.nested).isEqualTo("0");
        assertThat(module.lock).isNull();
        assertThat(state.journalled()).isEmpty();
    }

    @Test
    void itIsWrittenDownBeforeItIsMadeSoThatAnotherProcessCanPutItBack() {
        StateFolder state = StateFolder.open(folder);
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            HostNestingChange.make(module.host, journal);
        }
        Journal taken = Journal.take(state, LAB).orElseThrow();

        takeDown(new Takedown(state, taken));

        assertThat(module.nested).isEqualTo("0");
        assertThat(state.journalled()).isEmpty();
    }

    @Test
    void whatCannotBePutBackStaysInTheJournal() {
        StateFolder state = StateFolder.open(folder);
        Journal journal = Journal.start(state, LAB, "test:///default");
        HostNestingChange.make(module.host, journal);
        module.broken("rmmod");

        TakedownReport report = takeDown(new Takedown(state, journal));

        assertThat(report.removed()).isEmpty();
        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().get(0).toString()).startsWith("nested=0 of kvm_amd: L0 host: ");
        assertThat(state.journalled()).containsExactly(LAB);
        assertThat(Journal.isOwned(state, LAB)).isFalse();
    }

    @Test
    void aModuleInUseIsRefusedAndNothingIsWrittenDown() {
        module.references = 2;
        StateFolder state = StateFolder.open(folder);
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            assertThatThrownBy(() -> HostNestingChange.make(module.host, journal))
                    .isInstanceOf(HostNotCapableException.class)
                    .hasMessageStartingWith("L0 host: nested of kvm_amd cannot be switched: it is in use by");
            assertThat(HostCleaner.left(Journal.read(state, LAB))).isEmpty();
        }
    }

    private boolean isDue(String... settings) {
        Map<String, String> values = new HashMap<>();
        List.of(settings).forEach(setting -> values.put(setting.split("=", 2)[0], setting.split("=", 2)[1]));
        return HostNestingChange.isDue(facts(), Settings.from(key -> Optional.ofNullable(values.get(key))));
    }

    /** A host with everything, but for the nested parameter of the simulated module. */
    private HostFacts facts() {
        FakeHost host = new FakeHost();
        ProbeAnswers.capableIntelHost(host.answers);
        ProbeAnswers.nested(host.answers, "kvm_intel loadable present %s\nflag vmx\n".formatted(module.nested));
        return HostFacts.of(host, "/");
    }

    private TakedownReport takeDown(Takedown takedown) {
        LocalShell shell = new LocalShell("L0 host");
        try (Site site = new Site(module.host, shell, Hypervisor.connect("test:///default", "L0 host"), null)) {
            return takedown.run(site);
        }
    }
}
