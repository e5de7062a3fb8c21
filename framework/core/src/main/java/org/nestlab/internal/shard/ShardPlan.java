package org.nestlab.internal.shard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.text.Json;

/**
 * Which shard has which labs. It is made once, and each shard reads it from the same file: shards that each computed it
 * from their own durations could disagree, and a test would run twice or not at all.
 *
 * @param of how many shards there are
 * @param shares the labs, those of shard 1 first
 */
public record ShardPlan(int of, List<Share> shares) {

    private static final long MOST_BYTES = 64L << 20;

    /** A lab and its shard. */
    public record Share(int shard, ShardLoad load) {}

    public ShardPlan {
        shares = List.copyOf(shares);
    }

    /** Gives each lab, the longest first, to the shard that has least; equal loads make an equal plan. */
    public static ShardPlan divide(List<ShardLoad> loads, int of) {
        double[] seconds = new double[of];
        List<Share> shares = new ArrayList<>();
        loads.stream()
                .sorted(Comparator.comparingDouble(ShardLoad::seconds)
                        .reversed()
                        .thenComparing(ShardLoad::lab))
                .forEach(load -> {
                    int least = 0;
                    for (int i = 1; i < of; i++) {
                        least = seconds[i] < seconds[least] ? i : least;
                    }
                    seconds[least] += load.seconds();
                    shares.add(new Share(least + 1, load));
                });
        shares.sort(Comparator.comparingInt(Share::shard));
        return new ShardPlan(of, shares);
    }

    /** The shard of a lab without a plan: the same in every process, but not balanced. */
    public static int unplanned(String lab, int of) {
        return (int) (Long.parseLong(Sha256.hex(lab).substring(0, 12), 16) % of) + 1;
    }

    /** How long the tests of a shard take, one after the other. */
    public double seconds(int shard) {
        return labsOf(shard).stream().mapToDouble(ShardLoad::seconds).sum();
    }

    /** The labs of a shard, the longest first. */
    public List<ShardLoad> labsOf(int shard) {
        return shares.stream()
                .filter(share -> share.shard() == shard)
                .map(Share::load)
                .toList();
    }

    /**
     * The shard of a test class: its own one, or else, for a new class, that of its lab, or else one that every process
     * computes from the lab alone.
     *
     * @param lab as in {@link ShardLoad}
     */
    public int shardOf(String testClass, String lab) {
        return shares.stream()
                .filter(share -> share.load().classes().contains(testClass))
                .findFirst()
                .or(() -> shares.stream()
                        .filter(share -> share.load().lab().equals(lab))
                        .findFirst())
                .map(Share::shard)
                .orElseGet(() -> unplanned(lab, of));
    }

    /** Identifies the plan. */
    public String digest() {
        return Sha256.hex(json()).substring(0, 12);
    }

    /** What {@link #read} reads. */
    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("of", of);
        all.put(
                "labs",
                shares.stream()
                        .map(share -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("shard", share.shard());
                            row.put("lab", share.load().lab());
                            row.put("name", share.load().name());
                            row.put("seconds", share.load().seconds());
                            row.put("classes", share.load().classes());
                            return row;
                        })
                        .toList());
        try {
            return Json.INDENTED.writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing JSON to memory failed", e);
        }
    }

    /**
     * Reads a plan.
     *
     * @throws LabConfigurationException if the file cannot be read or is not such a plan
     */
    public static ShardPlan read(Path file) {
        JsonNode json;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw notAPlan(file, "it has more than %d MiB".formatted(MOST_BYTES >> 20));
            }
            json = Json.MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw notAPlan(file, "it is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new LabConfigurationException("the plan of the shards cannot be read: %s".formatted(e), e);
        }
        int of = json.path("of").asInt(0);
        if (of < 1 || of > Shard.MOST || !json.path("labs").isArray()) {
            throw notAPlan(file, "it has no 'of' from 1 to %d, or no 'labs'".formatted(Shard.MOST));
        }
        List<Share> shares = new ArrayList<>();
        for (JsonNode row : json.path("labs")) {
            int shard = row.path("shard").asInt(0);
            String lab = row.path("lab").asText("");
            if (shard < 1 || shard > of || lab.isEmpty()) {
                throw notAPlan(file, "a lab has no name, or no shard from 1 to %d".formatted(of));
            }
            List<String> classes = new ArrayList<>();
            row.path("classes").forEach(it -> classes.add(it.asText()));
            shares.add(new Share(
                    shard,
                    new ShardLoad(
                            lab,
                            row.path("name").asText(lab),
                            classes,
                            row.path("seconds").asDouble(0))));
        }
        return new ShardPlan(of, shares);
    }

    private static LabConfigurationException notAPlan(Path file, String why) {
        return new LabConfigurationException(
                "%s is not a plan of shards: %s; `nestlab shard plan --output` writes one".formatted(file, why));
    }
}
