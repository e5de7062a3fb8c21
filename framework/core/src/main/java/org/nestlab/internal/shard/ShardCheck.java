package org.nestlab.internal.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The proof that several shards together ran every test exactly once.
 *
 * @param problems what contradicts it, a sentence each; empty if it is proven
 * @param tests how many were discovered
 * @param failed the names of what failed, which does not count against the proof
 */
public record ShardCheck(int of, int tests, List<String> problems, List<String> failed) {

    public ShardCheck {
        problems = List.copyOf(problems);
        failed = List.copyOf(failed);
    }

    public boolean holds() {
        return problems.isEmpty();
    }

    /**
     * Compares what the shards have written down.
     *
     * @param records of all shards; one or more
     */
    public static ShardCheck of(List<ShardRecord> records) {
        List<String> problems = new ArrayList<>();
        same(records, "numbers of shards", it -> String.valueOf(it.shard().of()))
                .ifDifferent(problems);
        same(records, "commits", it -> it.commit().isEmpty() ? "unknown" : it.commit())
                .ifDifferent(problems);
        same(records, "plans", it -> it.plan().isEmpty() ? "none" : it.plan()).ifDifferent(problems);
        int of = records.get(0).shard().of();
        if (problems.isEmpty()) {
            compare(records, of, problems);
        }
        return new ShardCheck(
                of,
                (int) records.stream()
                        .flatMap(it -> it.discovered().keySet().stream())
                        .distinct()
                        .count(),
                problems,
                failed(records));
    }

    private record Same(String what, Map<String, Set<String>> shards) {

        void ifDifferent(List<String> problems) {
            if (shards.size() > 1) {
                problems.add("the shards are of different %s: %s"
                        .formatted(
                                what,
                                shards.entrySet().stream()
                                        .map(it -> "%s (shard %s)"
                                                .formatted(it.getKey(), String.join(", ", it.getValue())))
                                        .collect(Collectors.joining("; "))));
            }
        }
    }

    private static Same same(List<ShardRecord> records, String what, Function<ShardRecord, String> value) {
        Map<String, Set<String>> shards = new TreeMap<>();
        records.forEach(it -> shards.computeIfAbsent(value.apply(it), v -> new TreeSet<>())
                .add(it.shard().toString()));
        return new Same(what, shards);
    }

    private static void compare(List<ShardRecord> records, int of, List<String> problems) {
        Map<String, Set<Integer>> discovered = new TreeMap<>();
        Map<String, List<ShardRecord>> ran = new TreeMap<>();
        Map<String, Integer> owner = new TreeMap<>();
        Set<Integer> present = new TreeSet<>();
        for (ShardRecord record : records) {
            present.add(record.shard().number());
            record.discovered().forEach((id, test) -> {
                discovered
                        .computeIfAbsent(id, i -> new TreeSet<>())
                        .add(record.shard().number());
                owner.putIfAbsent(id, test.shard());
            });
            record.covered()
                    .forEach(id ->
                            ran.computeIfAbsent(id, i -> new ArrayList<>()).add(record));
            if (!record.whole()) {
                problems.add("shard %s did not come to its end, or its record is damaged: %s"
                        .formatted(record.shard(), record.file()));
            }
        }
        for (int number = 1; number <= of; number++) {
            if (!present.contains(number)) {
                problems.add("shard %d/%d has left no record".formatted(number, of));
            }
        }
        discovered.forEach((id, shards) -> {
            String name = TestIds.readable(id);
            Set<Integer> without = new TreeSet<>(present);
            without.removeAll(shards);
            if (!without.isEmpty()) {
                problems.add("%s was discovered by %s and not by %s".formatted(name, shards(shards), shards(without)));
            }
            List<ShardRecord> by = ran.getOrDefault(id, List.of());
            if (by.isEmpty()) {
                problems.add("%s has no result; it belongs to shard %d".formatted(name, owner.get(id)));
            } else if (by.size() > 1) {
                problems.add("%s has %d results, in %s%s"
                        .formatted(
                                name,
                                by.size(),
                                by.stream().map(it -> it.file().toString()).collect(Collectors.joining(" and ")),
                                by.stream().map(ShardRecord::shard).distinct().count() == 1
                                        ? "; remove those of an earlier run"
                                        : ""));
            }
        });
    }

    private static String shards(Set<Integer> numbers) {
        return numbers.stream().map(it -> "shard " + it).collect(Collectors.joining(" and "));
    }

    /** The unique ids of the tests that were run, as JUnit had them in the run. */
    public static Set<String> ran(List<ShardRecord> records) {
        return records.stream()
                .flatMap(it -> it.ended().stream())
                .filter(it -> it.test() && !it.state().equals("skipped"))
                .map(ShardRecord.Ended::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a test that was run again, the last result counts. */
    private static List<String> failed(List<ShardRecord> records) {
        Map<String, ShardRecord.Ended> last = new TreeMap<>();
        records.stream().flatMap(it -> it.ended().stream()).forEach(it -> last.put(it.id(), it));
        return last.values().stream()
                .filter(ShardRecord.Ended::isFailed)
                .map(it -> TestIds.readable(it.id()))
                .toList();
    }
}
