package org.nestlab.internal.shard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nestlab.internal.shard.ShardRecord.Discovered;
import org.nestlab.internal.shard.ShardRecord.Ended;

/** What is to be divided, and how long it takes, from the records of earlier runs. */
public final class ShardLoads {

    private ShardLoads() {}

    /**
     * The labs, each with the classes that share it. A class that no record has a result of takes as long as the median
     * of the others, or a second if none has one.
     *
     * @param records in any order; of several about one class the newest counts
     */
    public static List<ShardLoad> of(List<ShardRecord> records) {
        Map<String, Discovered> classes = new TreeMap<>();
        Map<String, Double> seconds = new TreeMap<>();
        records.stream().sorted(Comparator.comparing(ShardRecord::begun)).forEach(record -> {
            Map<String, String> units = new TreeMap<>();
            record.discovered().values().forEach(test -> {
                classes.put(test.testClass(), test);
                units.put(TestIds.unit(test.id()), test.testClass());
            });
            for (Ended ended : record.ended()) {
                String testClass = units.get(ended.id());
                if (testClass != null) {
                    seconds.put(testClass, ended.millis() / 1000.0);
                }
            }
        });
        double unknown = median(List.copyOf(seconds.values()));
        Map<String, ShardLoad> loads = new LinkedHashMap<>();
        classes.forEach((testClass, test) -> loads.merge(
                test.lab(),
                new ShardLoad(test.lab(), test.labName(), List.of(testClass), seconds.getOrDefault(testClass, unknown)),
                ShardLoads::and));
        return List.copyOf(loads.values());
    }

    private static ShardLoad and(ShardLoad one, ShardLoad other) {
        List<String> classes = new ArrayList<>(one.classes());
        classes.addAll(other.classes());
        return new ShardLoad(one.lab(), one.name(), classes, one.seconds() + other.seconds());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 1 : (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
