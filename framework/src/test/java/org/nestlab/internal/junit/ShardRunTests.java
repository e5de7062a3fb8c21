package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabDefinition;
import org.nestlab.internal.shard.ShardCheck;
import org.nestlab.internal.shard.ShardFile;
import org.nestlab.internal.shard.ShardLoad;
import org.nestlab.internal.shard.ShardLoads;
import org.nestlab.internal.shard.ShardPlan;
import org.nestlab.spec.LabSpec;

/** In a launcher that finds filter and listeners as those of Maven and Gradle do; no test asks for a machine. */
class ShardRunTests {

    @TempDir
    Path folder;

    static final class Wide implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().withL1(l1 -> l1.withVcpus(4));
        }
    }

    @Lab
    static class First {
        @Test
        void one() {}

        @Test
        @Tag("slow")
        void slow() {}

        @Nested
        class Inner {
            @Test
            void deep() {}
        }
    }

    @Lab
    static class SharesItsLab {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void isRepeated(int number) {
            Assertions.assertEquals(1, number, "a failure is a result, too");
        }
    }

    @Lab(Wide.class)
    static class OfAnotherLab {
        @Test
        void one() {}
    }

    static class WithoutALab {
        @Test
        @Disabled("not today")
        void isSkipped() {}
    }

    static class Broken {
        @BeforeAll
        static void neverBegins() {
            Assertions.fail("no lab");
        }

        @Test
        void isNotRun() {}
    }

    /** As a test of a framework does. */
    static class RunsTestsItself {
        @Test
        void allOfThem() {
            assertThat(names(LauncherFactory.create()
                            .discover(LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(First.class))
                                    .configurationParameter("nestlab.shard", "1/1000")
                                    .build())))
                    .hasSize(3);
        }
    }

    private static final List<Class<?>> ALL = List.of(
            First.class,
            SharesItsLab.class,
            OfAnotherLab.class,
            WithoutALab.class,
            Broken.class,
            RunsTestsItself.class);

    private LauncherDiscoveryRequest request(String shard, Map<String, String> more, List<Class<?>> classes) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
                .filters(TagFilter.excludeTags("slow"))
                .configurationParameter("nestlab.shard", shard)
                .configurationParameter("nestlab.progress", "off")
                .configurationParameter(
                        "nestlab.output.dir",
                        folder.resolve(shard.replace('/', '-')).toString())
                .configurationParameters(more)
                .build();
    }

    private TestExecutionSummary run(String shard, Map<String, String> more) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request(shard, more, ALL), summary);
        return summary.getSummary();
    }

    private Set<String> discovered(String shard, Map<String, String> more) {
        return names(LauncherFactory.create().discover(request(shard, more, ALL)));
    }

    private static Set<String> names(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(it -> plan.getChildren(it).isEmpty())
                .map(TestIdentifier::getUniqueId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void allShardsTogetherHaveEveryTestOnceAndNoneThatATagExcludes() {
        Map<String, Integer> times = new TreeMap<>();
        for (int number = 1; number <= 3; number++) {
            discovered(number + "/3", Map.of()).forEach(id -> times.merge(id, 1, Integer::sum));
        }

        assertThat(times).hasSize(7).allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
        assertThat(String.join(" ", times.keySet())).doesNotContain("slow");
    }

    @Test
    void whatTheShardsWriteDownProvesThatEveryTestWasRunOnce() {
        long run = 0;
        for (int number = 1; number <= 3; number++) {
            run += run(number + "/3", Map.of()).getTestsStartedCount();
        }

        ShardCheck check = ShardCheck.of(ShardFile.readAll(List.of(folder)));
        assertThat(check.problems()).isEmpty();
        assertThat(check.tests()).isEqualTo(7);
        assertThat(check.failed()).hasSize(2);
        assertThat(run).isEqualTo(6);
    }

    @Test
    void aClassThatIsDiscoveredAloneHasTheShardThatItHasAmongAll() {
        Set<String> among = discovered("1/3", Map.of());
        Set<String> alone = ALL.stream()
                .flatMap(one ->
                        names(LauncherFactory.create().discover(request("1/3", Map.of(), List.of(one)))).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(alone).isEqualTo(among);
    }

    @Test
    void classesOfOneLabAreInOneShardAndTheLongestLabIsAlone() throws IOException {
        run("1/1", Map.of());
        List<ShardLoad> loads = ShardLoads.of(ShardFile.readAll(List.of(folder)));
        assertThat(loads).hasSize(5);
        List<ShardLoad> weighed = loads.stream()
                .map(load -> new ShardLoad(
                        load.lab(), load.name(), load.classes(), load.classes().size() == 2 ? 100 : 1))
                .toList();
        Path plan = Files.writeString(
                folder.resolve("plan.json"), ShardPlan.divide(weighed, 2).json());
        Map<String, String> planned = Map.of("nestlab.shard.plan", plan.toString());

        assertThat(discovered("1/2", planned))
                .hasSize(3)
                .allSatisfy(id -> assertThat(id).containsPattern("First|SharesItsLab"));
        assertThat(discovered("2/2", planned)).hasSize(4);
    }

    @Test
    void aPlanOfAnotherCountIsRefused() throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.json"), ShardPlan.divide(List.of(), 3).json());

        assertThatThrownBy(() -> discovered("1/2", Map.of("nestlab.shard.plan", plan.toString())))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("setting 'nestlab.shard' is '1/2' and the plan %s divides by 3; expected the same count"
                        .formatted(plan));
    }

    @Test
    void aWrongShardEndsTheRunBeforeItsFirstTest() {
        assertThatThrownBy(() -> run("5/4", Map.of()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("setting 'nestlab.shard' is '5/4'");
    }

    @Test
    void aShardWithoutATestSaysThatItHasNothingToDoWhenItsSessionEnds() {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            for (int number = 1; number <= 2; number++) {
                try (LauncherSession session = LauncherFactory.openSession()) {
                    session.getLauncher()
                            .discover(request(
                                    number + "/2", Map.of("nestlab.progress", "plain"), List.of(OfAnotherLab.class)));
                }
            }
        } finally {
            System.setErr(before);
        }

        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce(" has nothing to do: none of 1 test classes is its own; " + folder);
    }

    @Test
    void withoutTheSettingNothingIsLeftOutOrWritten() throws IOException {
        assertThat(discovered("", Map.of())).hasSize(7);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
