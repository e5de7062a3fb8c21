package org.nestlab.internal.shard;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one process of a shard wrote down: what it discovered, for all shards, and what came of its own tests.
 *
 * @param commit what was tested; empty if that is not known
 * @param plan the digest of its plan; empty if it had none
 * @param discovered by the test's id
 * @param ended in the order in which they ended
 * @param whole whether each run that began has ended, and each line could be read
 */
public record ShardRecord(
        Path file,
        Shard shard,
        String commit,
        String plan,
        Instant begun,
        Map<String, Discovered> discovered,
        List<Ended> ended,
        boolean whole) {

    /**
     * A test as JUnit discovers it; what is repeated or made in the run is one test.
     *
     * @param id JUnit's unique id
     * @param testClass the outermost class
     * @param lab as in {@link ShardLoad}
     * @param labName for people
     * @param shard the number of the shard that runs it
     */
    public record Discovered(String id, String testClass, String lab, String labName, int shard) {}

    /**
     * What came of a test, a class, or whatever else holds tests.
     *
     * @param id JUnit's unique id
     * @param test whether it is a test
     * @param state {@code passed}, {@code failed}, {@code aborted} or {@code skipped}
     */
    public record Ended(String id, boolean test, String state, long millis) {

        boolean isFailed() {
            return state.equals("failed");
        }
    }

    public ShardRecord {
        discovered = Map.copyOf(discovered);
        ended = List.copyOf(ended);
    }

    /**
     * The discovered tests for which this process has a result: of their own, or of something around them that was
     * skipped, aborted or failed.
     */
    Set<String> covered() {
        Map<String, Boolean> results = new TreeMap<>();
        ended.forEach(it -> results.merge(
                TestIds.discovered(it.id()), !it.state().equals("passed"), (before, now) -> before || now));
        List<String> around = results.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        List<String> covered = new ArrayList<>();
        for (Discovered test : discovered.values()) {
            if (results.containsKey(test.id()) || around.stream().anyMatch(it -> TestIds.isAround(it, test.id()))) {
                covered.add(test.id());
            }
        }
        return Set.copyOf(covered);
    }
}
