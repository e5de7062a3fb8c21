package org.nestlab.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.plan.LabId;

class ResourceTests {

    /** A line of each kind as version 0.1 wrote it before resources had types. */
    private static final String BEFORE_TYPES = """
            {"at":1.7E9,"event":"OWNED","kind":"lab","facts":{"id":"0badcafe","pid":"4711","uri":"qemu:///system"}} 3eb7b25a
            {"at":1.7E9,"event":"BEFORE","kind":"nesting","facts":{"change":"reload","module":"kvm_amd","nested":"0","on":"L0"}} 7bea6b12
            {"at":1.7E9,"event":"BEFORE","kind":"container","facts":{"name":"nestlab-0badcafe","on":"L0","path":"/s/containers/0badcafe"}} 43b774c8
            {"at":1.7E9,"event":"BEFORE","kind":"folder","facts":{"on":"L0","path":"/s/labs/0badcafe"}} 3e2ee25d
            {"at":1.7E9,"event":"BEFORE","kind":"network","facts":{"bridge":"nl0badcafe","name":"nestlab-0badcafe","on":"L0 container","subnet":"192.168.77.0/24","uuid":"11111111-2222-4333-8444-555555555555"}} 687f8d3c
            {"at":1.7E9,"event":"BEFORE","kind":"route","facts":{"address":"172.17.0.2","name":"192.168.77.0/24 via 172.17.0.2","on":"L0","subnet":"192.168.77.0/24"}} 506823eb
            {"at":1.7E9,"event":"BEFORE","kind":"pool","facts":{"name":"nestlab-0badcafe","on":"L0 container","uuid":"11111111-2222-4333-8444-666666666666"}} 133d0dc7
            {"at":1.7E9,"event":"BEFORE","kind":"domain","facts":{"name":"nestlab-0badcafe-hypervisor","on":"L0 container","uuid":"11111111-2222-4333-8444-777777777777"}} 6a430413
            {"at":1.7E9,"event":"BEFORE","kind":"definition","facts":{"file":"/s/0badcafe-definition.xml","name":"mine","on":"L0","uuid":"11111111-2222-4333-8444-888888888888"}} 56d08582
            """;

    private static final List<Resource> OF_EACH_KIND = List.of(
            new Resource.Nesting(Map.of("change", "reload", "module", "kvm_amd", "nested", "0", "on", "L0")),
            new Resource.Container("nestlab-0badcafe", "/s/containers/0badcafe"),
            new Resource.Folder("L0", "/s/labs/0badcafe"),
            new Resource.Network(
                    "L0 container",
                    "nestlab-0badcafe",
                    "11111111-2222-4333-8444-555555555555",
                    "nl0badcafe",
                    "192.168.77.0/24"),
            new Resource.Route("192.168.77.0/24", "172.17.0.2"),
            new Resource.Pool("L0 container", "nestlab-0badcafe", "11111111-2222-4333-8444-666666666666"),
            new Resource.Domain("L0 container", "nestlab-0badcafe-hypervisor", "11111111-2222-4333-8444-777777777777"),
            new Resource.Definition("mine", "11111111-2222-4333-8444-888888888888", "/s/0badcafe-definition.xml"));

    @TempDir
    Path folder;

    @Test
    void aJournalFromBeforeTheTypesIsReadAsBefore() {
        List<Entry> entries = Journal.entries(BEFORE_TYPES.getBytes(StandardCharsets.UTF_8));

        assertThat(entries).hasSize(OF_EACH_KIND.size() + 1);
        assertThat(entries.stream().flatMap(entry -> Resource.of(entry).stream()))
                .containsExactlyElementsOf(OF_EACH_KIND);
    }

    @Test
    void eachKindIsWrittenAsBefore() {
        StateFolder state = StateFolder.open(folder);
        LabId lab = new LabId("0badcafe");
        try (Journal journal = Journal.start(state, lab, "qemu:///system")) {
            OF_EACH_KIND.forEach(journal::before);

            assertThat(ofResources(journal.entries()))
                    .isEqualTo(ofResources(Journal.entries(BEFORE_TYPES.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** Kind and facts of each line behind the first: a line's facts are in no order. */
    private static List<Map.Entry<String, Map<String, String>>> ofResources(List<Entry> entries) {
        return entries.stream()
                .skip(1)
                .map(entry -> Map.entry(entry.kind(), entry.facts()))
                .toList();
    }

    @Test
    void noKindIsMissingHere() {
        assertThat(OF_EACH_KIND.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Resource.class.getPermittedSubclasses());
        assertThat(OF_EACH_KIND.stream().map(Resource::kind)).doesNotHaveDuplicates();
    }

    @Test
    void eachKindIsRemovedAsWhatItIs() {
        List<Resource> removed = new ArrayList<>();
        ResourceRemover remover = new Removed(removed);

        OF_EACH_KIND.forEach(resource -> resource.removedBy(remover));

        assertThat(removed).isEqualTo(OF_EACH_KIND);
    }

    @Test
    void aKindThatNobodyKnowsIsNoResource() {
        assertThat(Resource.of(new Entry(0, Entry.Event.BEFORE, "teapot", Map.of("on", "L0"))))
                .isEmpty();
        for (LabMark mark : LabMark.values()) {
            assertThat(Resource.of(new Entry(0, Entry.Event.BEFORE, mark.word(), Map.of())))
                    .isEmpty();
        }
    }

    @Test
    void aLineThatLacksFactsIsReadWithEmptyOnes() {
        assertThat(Resource.of(new Entry(0, Entry.Event.BEFORE, "network", Map.of("on", "L0"))))
                .isEqualTo(Optional.of(new Resource.Network("L0", "", "", "", "")));
    }

    private record Removed(List<Resource> all) implements ResourceRemover {
        @Override
        public void domain(Resource.Domain domain) {
            all.add(domain);
        }

        @Override
        public void network(Resource.Network network) {
            all.add(network);
        }

        @Override
        public void pool(Resource.Pool pool) {
            all.add(pool);
        }

        @Override
        public void folder(Resource.Folder it) {
            all.add(it);
        }

        @Override
        public void container(Resource.Container container) {
            all.add(container);
        }

        @Override
        public void route(Resource.Route route) {
            all.add(route);
        }

        @Override
        public void definition(Resource.Definition definition) {
            all.add(definition);
        }

        @Override
        public void nesting(Resource.Nesting nesting) {
            all.add(nesting);
        }
    }
}
