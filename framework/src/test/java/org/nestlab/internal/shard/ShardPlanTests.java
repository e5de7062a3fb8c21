package org.nestlab.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;

class ShardPlanTests {

    @TempDir
    Path folder;

    private static ShardLoad load(String lab, double seconds) {
        return new ShardLoad(lab, "of " + lab, List.of("org.example." + lab), seconds);
    }

    @Test
    void theLongestLabComesFirstAndTheShardWithLeastGetsTheNext() {
        ShardPlan plan = ShardPlan.divide(List.of(load("D", 30), load("A", 60), load("C", 40), load("B", 50)), 2);

        assertThat(plan.labsOf(1)).extracting(ShardLoad::lab).containsExactly("A", "D");
        assertThat(plan.labsOf(2)).extracting(ShardLoad::lab).containsExactly("B", "C");
        assertThat(plan.seconds(1)).isEqualTo(90);
    }

    @Test
    void moreShardsThanLabsLeaveSomeWithNothing() {
        ShardPlan plan = ShardPlan.divide(List.of(load("A", 60)), 3);

        assertThat(plan.labsOf(1)).hasSize(1);
        assertThat(plan.labsOf(2)).isEmpty();
        assertThat(plan.labsOf(3)).isEmpty();
    }

    @Test
    void theOrderOfTheLoadsDoesNotMatter() {
        List<ShardLoad> loads = new ArrayList<>(
                IntStream.range(0, 40).mapToObj(i -> load("lab" + i, i % 7)).toList());
        ShardPlan plan = ShardPlan.divide(loads, 5);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(loads, new Random(seed));
            assertThat(ShardPlan.divide(loads, 5)).isEqualTo(plan);
        }
    }

    @Test
    void theLongestShardIsNearTheLowerBound() {
        Random random = new Random(4);
        List<ShardLoad> loads = IntStream.range(0, 60)
                .mapToObj(i -> load("lab" + i, 10 + random.nextInt(110)))
                .toList();
        ShardPlan plan = ShardPlan.divide(loads, 4);

        double bound = loads.stream().mapToDouble(ShardLoad::seconds).sum() / 4;
        assertThat(IntStream.rangeClosed(1, 4).mapToDouble(plan::seconds).max().orElseThrow())
                .isLessThan(bound * 1.1);
    }

    @Test
    void aNewClassGoesWithItsLabAndANewLabToTheSameShardEverywhere() {
        ShardPlan plan = ShardPlan.divide(List.of(load("A", 60), load("B", 50)), 2);

        assertThat(plan.shardOf("org.example.New", "B")).isEqualTo(2);
        assertThat(plan.shardOf("org.example.A", "another lab now")).isEqualTo(1);
        assertThat(plan.shardOf("org.example.New", "lab 4f1c09aa72be"))
                .isEqualTo(ShardPlan.unplanned("lab 4f1c09aa72be", 2));
    }

    @Test
    void withoutAPlanEveryShardGetsSomeOfManyLabs() {
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            int shard = ShardPlan.unplanned("lab " + i, 4);
            assertThat(shard).isBetween(1, 4);
            used.add(shard);
        }
        assertThat(used).hasSize(4);
    }

    @Test
    void aPlanIsReadAsItWasWritten() throws IOException {
        ShardPlan plan = ShardPlan.divide(List.of(load("A", 60.5), load("B", 50)), 2);

        ShardPlan read = ShardPlan.read(Files.writeString(folder.resolve("plan.json"), plan.json()));

        assertThat(read).isEqualTo(plan);
        assertThat(read.digest()).isEqualTo(plan.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"of\":0,\"labs\":[]}",
                "{\"of\":2}",
                "{\"of\":2,\"labs\":[{\"shard\":3,\"lab\":\"A\"}]}",
                "{\"of\":2,\"labs\":[{\"shard\":1}]}"
            })
    void whatIsNotAPlanIsRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), text);

        assertThatThrownBy(() -> ShardPlan.read(file))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith(file + " is not a plan of shards: ")
                .hasMessageEndingWith("; `nestlab shard plan --output` writes one");
    }

    @Test
    void aPlanThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ShardPlan.read(folder.resolve("none.json")))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining("none.json");
    }
}
