package org.nestlab.internal.takedown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Sites;

/** Labs whose journal is lost, on libvirt's mock driver. */
class OrphanedLabsTests {

    private static final UUID DOMAIN = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final UUID NETWORK = UUID.fromString("22222222-2222-4333-8444-555555555555");
    private static final UUID POOL = UUID.fromString("33333333-2222-4333-8444-555555555555");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void aLabOfOursWithoutAJournalIsTakenDown() throws IOException {
        StateFolder state = StateFolder.open(folder);
        Path lab = lab(state);
        try (MockHost host = MockHost.fresh(folder)) {
            fill(host, state.owner(), lab);

            List<Reaper.Outcome> outcomes = orphans(state).reap(host.site(), state.labs());

            assertThat(outcomes)
                    .containsExactly(new Reaper.Outcome(
                            new LabId("0badcafe"),
                            List.of(
                                    "domain nestlab-0badcafe-a",
                                    "pool nestlab-0badcafe",
                                    "folder " + lab,
                                    "network nestlab-0badcafe"),
                            List.of()));
            assertThat(host.site().libvirt().domains().exists(DOMAIN)).isFalse();
            assertThat(host.site().libvirt().networks().find(NETWORK)).isEmpty();
            assertThat(host.site().libvirt().pools().find(POOL)).isEmpty();
            assertThat(lab).doesNotExist();
            assertThat(host.site().libvirt().domains().find("test")).isPresent();
        }
    }

    @Test
    void aLabOfAnotherStateFolderIsLeft() throws IOException {
        StateFolder state = StateFolder.open(folder);
        Path lab = lab(state);
        UUID another = UUID.randomUUID();
        Files.writeString(lab.resolve(Resource.OWNER_FILE), another + " 0badcafe\n");
        try (MockHost host = MockHost.fresh(folder)) {
            fill(host, another, lab);

            assertThat(orphans(state).reap(host.site(), state.labs())).isEmpty();

            assertThat(host.site().libvirt().domains().exists(DOMAIN)).isTrue();
            assertThat(lab).exists();
        }
    }

    @Test
    void aLabWithAJournalIsTheReapersAndALivingOneNobodys() throws IOException {
        StateFolder state = StateFolder.open(folder);
        Path lab = lab(state);
        try (MockHost host = MockHost.fresh(folder)) {
            fill(host, state.owner(), lab);
            try (Journal living = Journal.start(state, new LabId("0badcafe"), "test:///default")) {
                assertThat(orphans(state).reap(host.site(), state.labs()))
                        .as("lab %s lives", living.id())
                        .isEmpty();
            }

            assertThat(orphans(state).reap(host.site(), state.labs())).isEmpty();
            assertThat(host.site().libvirt().domains().exists(DOMAIN)).isTrue();
        }
    }

    @Test
    void aContainerWithoutAJournalGoesToo() throws IOException {
        StateFolder state = StateFolder.open(folder);
        Path run = Files.createDirectories(state.root().resolve("containers/0badcafe/run"));
        FakeContainers containers = new FakeContainers();
        containers.add("0badcafe", state.owner());
        containers.add("0badcaff", UUID.randomUUID());
        try (MockHost host = MockHost.fresh(folder)) {
            List<Reaper.Outcome> outcomes = orphans(state, containers).reap(host.site(), state.labs());

            assertThat(outcomes).hasSize(1);
            assertThat(outcomes.get(0).removed()).contains("container of 0badcafe");
            assertThat(containers.removed()).containsExactly("0badcafe");
            assertThat(run).doesNotExist();
        }
    }

    private static OrphanedLabs orphans(StateFolder state) {
        return orphans(state, new FakeContainers());
    }

    private static OrphanedLabs orphans(StateFolder state, FakeContainers containers) {
        return new OrphanedLabs(state, new Sites(), containers);
    }

    private static Path lab(StateFolder state) throws IOException {
        Path lab = Files.createDirectories(state.labs().resolve("0badcafe"));
        Files.writeString(lab.resolve(Resource.OWNER_FILE), state.owner() + " 0badcafe\n");
        return lab;
    }

    private static void fill(MockHost host, UUID owner, Path lab) {
        host.domain("nestlab-0badcafe-a", DOMAIN, Optional.of(new Ownership("0badcafe", owner, 1, "a")));
        host.network("nestlab-0badcafe", NETWORK, Optional.of(new Ownership("0badcafe", owner, 0, "n")));
        host.pool("nestlab-0badcafe", POOL, lab);
    }
}
