package org.nestlab.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.shard.ShardRecord.Discovered;
import org.nestlab.internal.shard.ShardRecord.Ended;

/** On files as two shards write them: A is of shard 1, B and a matrix M of shard 2. */
class ShardCheckTests {

    private static final String A = "[engine:junit-jupiter]/[class:org.example.A]";
    private static final String B = "[engine:junit-jupiter]/[class:org.example.B]";
    private static final String M = "[engine:junit-jupiter]/[class-template:org.example.M]";

    @TempDir
    Path folder;

    private ShardFile begin(int number, String commit, String plan) {
        ShardFile file = ShardFile.begin(folder.resolve("shard" + number), new Shard(number, 2), commit, plan);
        discover(file, A + "/[method:one()]", 1);
        discover(file, A + "/[method:two()]", 1);
        discover(file, B + "/[test-template:many(int)]", 2);
        discover(file, M + "/[method:cell()]", 2);
        return file;
    }

    private static void discover(ShardFile file, String id, int shard) {
        String name = id.replaceFirst(".*?:org", "org").replaceFirst("].*", "");
        file.add(new Discovered(id, name, "class " + name, name, shard));
    }

    private ShardFile first() {
        ShardFile file = begin(1, "c0ffee", "");
        file.addBegun();
        passed(file, A + "/[method:one()]", true);
        passed(file, A + "/[method:two()]", true);
        passed(file, A, false);
        file.addOver();
        return file;
    }

    private ShardFile second() {
        ShardFile file = begin(2, "c0ffee", "");
        file.addBegun();
        passed(file, B + "/[test-template:many(int)]/[test-template-invocation:#1]", true);
        passed(file, B + "/[test-template:many(int)]", false);
        passed(file, M + "/[class-template-invocation:#1]/[method:cell()]", true);
        passed(file, M + "/[class-template-invocation:#2]/[method:cell()]", true);
        file.addOver();
        return file;
    }

    private static void passed(ShardFile file, String id, boolean test) {
        file.add(new Ended(id, test, "passed", 1));
    }

    private ShardCheck check() {
        return ShardCheck.of(ShardFile.readAll(List.of(folder)));
    }

    private static void replace(ShardFile file, String what, String by) throws IOException {
        Files.writeString(file.path(), Files.readString(file.path()).replaceAll(what, by));
    }

    @Test
    void everyTestOfTwoShardsWasRunOnce() {
        first();
        second();

        ShardCheck check = check();
        assertThat(check.problems()).isEmpty();
        assertThat(check.tests()).isEqualTo(4);
        assertThat(check.of()).isEqualTo(2);
    }

    @Test
    void aTestWithoutAResultIsNamed() throws IOException {
        replace(first(), "\\{\"event\":\"ended\",[^\n]*two\\(\\)[^\n]*\n", "");
        second();

        assertThat(check().problems()).containsExactly("org.example.A > two() has no result; it belongs to shard 1");
    }

    @Test
    void aMatrixWithoutACellIsNamed() throws IOException {
        first();
        replace(second(), "\\{\"event\":\"ended\",[^\n]*cell\\(\\)[^\n]*\n", "");

        assertThat(check().problems()).containsExactly("org.example.M > cell() has no result; it belongs to shard 2");
    }

    @Test
    void aShardWithoutARecordIsNamedAndSoAreItsTests() {
        first();

        assertThat(check().problems())
                .containsExactlyInAnyOrder(
                        "shard 2/2 has left no record",
                        "org.example.B > many(int) has no result; it belongs to shard 2",
                        "org.example.M > cell() has no result; it belongs to shard 2");
    }

    @Test
    void aTestThatTwoShardsRanIsNamed() {
        ShardFile one = first();
        ShardFile two = second();
        passed(two, A + "/[method:one()]", true);

        assertThat(check().problems())
                .containsExactly("org.example.A > one() has 2 results, in %s and %s".formatted(one.path(), two.path()));
    }

    @Test
    void theRecordOfAnEarlierRunIsToBeRemoved() {
        first();
        first();
        second();

        assertThat(check().problems())
                .hasSize(2)
                .allSatisfy(
                        it -> assertThat(it).contains("has 2 results").endsWith("; remove those of an earlier run"));
    }

    @Test
    void shardsOfTwoCommitsAreRefused() throws IOException {
        first();
        replace(second(), "c0ffee", "0ddba11");

        assertThat(check().problems())
                .containsExactly("the shards are of different commits: 0ddba11 (shard 2/2); c0ffee (shard 1/2)");
    }

    @Test
    void shardsOfTwoPlansOrCountsAreRefused() throws IOException {
        first();
        replace(second(), "\"plan\":\"\"", "\"plan\":\"4f1c\"");
        assertThat(check().problems())
                .containsExactly("the shards are of different plans: 4f1c (shard 2/2); none (shard 1/2)");

        ShardFile.begin(folder.resolve("third"), new Shard(3, 3), "c0ffee", "");
        assertThat(check().problems()).first().asString().startsWith("the shards are of different numbers of shards: ");
    }

    @Test
    void aTestThatOneShardDidNotDiscoverIsNamed() throws IOException {
        replace(first(), "\\{\"event\":\"discovered\",[^\n]*many[^\n]*\n", "");
        second();

        assertThat(check().problems())
                .containsExactly("org.example.B > many(int) was discovered by shard 2 and not by shard 1");
    }

    @Test
    void aShardThatWasKilledDidNotComeToItsEnd() throws IOException {
        ShardFile killed = first();
        replace(killed, "\\{\"event\":\"over\"}\n", "");
        second();

        assertThat(check().problems())
                .containsExactly("shard 1/2 did not come to its end, or its record is damaged: " + killed.path());

        replace(killed, "\"ms\":1}", "\"ms");
        assertThat(check().problems()).hasSizeGreaterThan(1);
    }

    @Test
    void aClassThatFailedOrWasSkippedHasTheResultOfItsTests() throws IOException {
        ShardFile file = first();
        replace(file, "\\{\"event\":\"ended\",[^\n]*method[^\n]*\n", "");
        replace(file, "\"state\":\"passed\"", "\"state\":\"failed\"");
        second();

        ShardCheck check = check();
        assertThat(check.problems()).isEmpty();
        assertThat(check.failed()).containsExactly("org.example.A");

        replace(file, "\"state\":\"failed\"", "\"state\":\"passed\"");
        assertThat(check().problems()).hasSize(2);
    }

    @Test
    void aFolderWithoutARecordIsAnErrorAndNotAProof() {
        assertThatThrownBy(this::check)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("no shard has left a record in [" + folder);
        assertThatThrownBy(() -> ShardFile.readAll(List.of(folder.resolve("none"))))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("there is no folder %s".formatted(folder.resolve("none")));
    }
}
