package org.nestlab.internal.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.host.FakeModule;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.prepare.HostNestingChange;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;

/**
 * A process that dies after any of the commands with which it switches the host's nesting, or puts it back, on a
 * simulated kvm_amd: the host that runs these tests may have none.
 */
class NestingCrashTests {

    private static final LabId LAB = new LabId("0badcafe");

    /** More commands than either needs. */
    private static final int MANY = 30;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    /** What no code catches, as it catches no SIGKILL. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A host whose user is dead after so many commands. */
    private static final class MortalHost implements Host {
        private final FakeHost host;
        private int left;

        MortalHost(FakeHost host, int left) {
            this.host = host;
            this.left = left;
        }

        boolean isAlive() {
            return left >= 0;
        }

        @Override
        public CommandResult run(Command command) {
            if (left-- <= 0) {
                throw new Killed();
            }
            return host.run(command);
        }

        @Override
        public Level level() {
            return host.level();
        }

        @Override
        public String name() {
            return host.name();
        }

        @Override
        public String libvirtUri() {
            return host.libvirtUri();
        }

        @Override
        public void upload(Path local, String remote) {
            host.upload(local, remote);
        }

        @Override
        public void download(String remote, Path local) {
            host.download(remote, local);
        }
    }

    @Test
    void deadAfterAnyCommandOfTheChangeItIsPutBack() {
        int deaths = 0;
        for (int commands = 0; commands < MANY; commands++) {
            FakeModule module = new FakeModule();
            StateFolder state = StateFolder.open(folder.resolve("change-" + commands));
            MortalHost host = new MortalHost(module.host, commands);
            try (Journal journal = Journal.start(state, LAB, "test:///default")) {
                HostNestingChange.make(host, journal);
            } catch (Killed killed) {
                deaths++;
            }

            takeDown(state, module.host);

            isAsBefore(module, state, "after command " + commands);
        }
        assertThat(deaths).isBetween(5, MANY - 1);
    }

    @Test
    void deadAfterAnyCommandOfPuttingItBackTheNextOneDoesIt() {
        int deaths = 0;
        for (int commands = 0; commands < MANY; commands++) {
            FakeModule module = new FakeModule();
            StateFolder state = StateFolder.open(folder.resolve("back-" + commands));
            try (Journal journal = Journal.start(state, LAB, "test:///default")) {
                HostNestingChange.make(module.host, journal);
            }
            assertThat(module.nested).isEqualTo("1");
            MortalHost host = new MortalHost(module.host, commands);
            Journal taken = Journal.take(state, LAB).orElseThrow();
            try (Site site = site(host)) {
                new Takedown(state, taken).run(site);
            } catch (Killed killed) {
                taken.close();
                deaths++;
            }

            if (!host.isAlive()) {
                takeDown(state, module.host);
            }

            isAsBefore(module, state, "after command " + commands);
        }
        assertThat(deaths).isBetween(5, MANY - 1);
    }

    @Test
    void ofTheTwoLinesOfTheJournalAnyOneIsEnough() {
        for (int lost : new int[] {1, 2}) {
            FakeModule module = new FakeModule();
            StateFolder state = StateFolder.open(folder.resolve("lost-" + lost));
            try (Journal journal = Journal.start(state, LAB, "test:///default")) {
                HostNestingChange.make(module.host, journal);
            }
            SpoiltLines.spoil(folder.resolve("lost-" + lost + "/journal/0badcafe.jsonl"), lost);

            takeDown(state, module.host);

            isAsBefore(module, state, "without line " + lost);
        }
    }

    @Test
    void whatIsSimulatedHereIsADeathThatNobodyCatches() {
        MortalHost host = new MortalHost(new FakeModule().host, 0);
        assertThatThrownBy(() -> host.run("true")).isInstanceOf(Killed.class);
        assertThat(host.isAlive()).isFalse();
    }

    private static void isAsBefore(FakeModule module, StateFolder state, String when) {
        assertThat(module.loaded).as(when).isTrue();
        assertThat(module.nested).as(when).isEqualTo("0");
        assertThat(module.lock).as(when).isNull();
        assertThat(state.journalled()).as(when).isEmpty();
    }

    private static void takeDown(StateFolder state, FakeHost host) {
        try (Site site = site(host)) {
            TakedownReport report = new Takedown(state, Journal.take(state, LAB).orElseThrow()).run(site);
            assertThat(report.failures()).isEqualTo(List.of());
        }
    }

    private static Site site(Host host) {
        return new Site(host, new LocalShell("L0 host"), Hypervisor.connect("test:///default", "L0 host"), null);
    }
}
