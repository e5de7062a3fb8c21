package org.nestlab.internal.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Entry.Event;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.site.Site;

/** What goes of a lab whose hypervisor is in a container, and that nobody has to ask a libvirt for it. */
class ContainerCleaningTests {

    private static final LabId LAB = new LabId("0badcafe");

    @TempDir
    private Path state;

    private final FakeContainers containers = new FakeContainers();

    @Test
    void theContainerGoesFirstAndWhatItsLibvirtMadeNeedsNoRemoving() {
        List<Entry> journal = List.of(
                entry("container", Map.of("on", "L0", "name", "nestlab-0badcafe", "path", "/x/containers/0badcafe")),
                entry("folder", Map.of("on", "L0", "path", "/x/labs/0badcafe")),
                entry("network", Map.of("on", "L0 container", "name", "nestlab-0badcafe")),
                entry("route", Map.of("on", "L0", "subnet", "192.168.130.0/24", "address", "172.17.0.2")),
                entry("pool", Map.of("on", "L0 container", "name", "nestlab-0badcafe")),
                entry("domain", Map.of("on", "L0 container", "name", "nestlab-0badcafe-a")));

        List<Entry> left = HostCleaner.left(journal);

        assertThat(left).extracting(Entry::kind).containsExactly("container", "route", "folder");
        assertThat(left).noneMatch(HostCleaner::wantsLibvirt);
    }

    @Test
    void aLabOnTheHostsOwnLibvirtWantsIt() {
        assertThat(HostCleaner.wantsLibvirt(entry("domain", Map.of("on", "L0"))))
                .isTrue();
    }

    @Test
    void itsFolderGoesWithIt() throws IOException {
        Path folder = Files.createDirectories(state.resolve("containers/0badcafe/run"));
        Files.createFile(folder.resolve("libvirt-sock"));

        remove(Map.of("on", "L0", "path", state + "/containers/0badcafe"));

        assertThat(containers.removed()).containsExactly("0badcafe");
        assertThat(state.resolve("containers/0badcafe")).doesNotExist();
    }

    @Test
    void aFolderThatIsNotItsStays() throws IOException {
        Path precious = Files.createDirectories(state.resolve("containers/0badcaff"));

        remove(Map.of("on", "L0", "path", precious.toString()));
        remove(Map.of("on", "L0", "path", "containers/0badcafe"));
        remove(Map.of("on", "L0"));

        assertThat(precious).exists();
        assertThat(containers.removed()).hasSize(3);
    }

    @Test
    void aRouteThatIsGoneIsNoFailureAndALineThatWasSpoiltNamesNone() {
        assertThatCode(() -> removeRoute("192.168.251.0/24", "172.17.255.254")).doesNotThrowAnyException();
        assertThatCode(() -> removeRoute("", "")).doesNotThrowAnyException();
        assertThatCode(() -> removeRoute("default", "192.0.2.1")).doesNotThrowAnyException();
        assertThatCode(() -> removeRoute("192.168.251.0/24; exit 7", "172.17.0.2"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatAKilledRunCountedGoesWithTheFolder() throws IOException {
        Path folder = Files.createDirectories(state.resolve("labs/0badcafe"));
        FakeHost kernel = new FakeHost();
        kernel.answers.on("NESTLAB_BED", "").on("until rmdir", "");

        Site host = Site.withoutLibvirt(kernel, new LocalShell("L0 host"));
        new HostCleaner(host, LAB, containers).remove(entry("folder", Map.of("on", "L0", "path", folder.toString())));

        assertThat(kernel.answers.asked())
                .anySatisfy(command ->
                        assertThat(command.line()).contains("until rmdir", "instances/nestlab-0badcafe-l[0-9]"));
        assertThat(folder).doesNotExist();
    }

    private void removeRoute(String subnet, String address) {
        remove("route", Map.of("on", "L0", "subnet", subnet, "address", address));
    }

    private void remove(Map<String, String> facts) {
        remove("container", facts);
    }

    private void remove(String kind, Map<String, String> facts) {
        LocalShell shell = new LocalShell("L0 host");
        Site host = Site.withoutLibvirt(new ShellHost(shell, "qemu:///system"), shell);
        new HostCleaner(host, LAB, containers).remove(entry(kind, facts));
    }

    private static Entry entry(String kind, Map<String, String> facts) {
        return new Entry(0, Event.BEFORE, kind, facts);
    }
}
