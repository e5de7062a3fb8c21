package org.nestlab.allure.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nestlab.allure.chart.ExactBars;
import org.nestlab.exact.CostKey;

/**
 * What exits cost, as `nestlab exact --output` wrote it.
 *
 * @param machines in the order of the files: baseline, then candidate of each
 * @param problems files that could not be read
 */
record ExactFigures(List<OfKernel> machines, List<String> problems) {

    /** The end of the names of files with such figures in a results folder. */
    static final String SUFFIX = "nestlab-exact.json";

    /** The words of a machine's text that say that L1's kernel runs without mitigations. */
    static final String UNMITIGATED = ", mitigations off";

    private static final long MOST_BYTES = 8 << 20;

    /**
     * One kernel on one vendor's virtualization.
     *
     * @param vendor {@code amd}, {@code intel}
     * @param kernel the release of L1's kernel
     * @param machine what was booted
     * @param emulator by what
     * @param identity what else decides the figures, by name
     * @param instructions of one exit or request, by {@code LEVEL:KIND}: the median, of a touch the least
     * @param exits of L1's KVM for one exit or request
     */
    record OfKernel(
            String vendor,
            String kernel,
            String machine,
            String emulator,
            SortedMap<String, String> identity,
            SortedMap<String, Long> instructions,
            SortedMap<String, Double> exits) {

        OfKernel {
            identity = Collections.unmodifiableSortedMap(new TreeMap<>(identity));
            instructions = Collections.unmodifiableSortedMap(new TreeMap<>(instructions));
            exits = Collections.unmodifiableSortedMap(new TreeMap<>(exits));
        }

        /** Its figures of requests, or those of exits; empty if it has none. */
        OfKernel only(boolean requests) {
            SortedMap<String, Long> some = new TreeMap<>(instructions);
            some.keySet().removeIf(key -> CostKey.isRequest(key.substring(key.indexOf(':') + 1)) != requests);
            SortedMap<String, Double> their = new TreeMap<>(exits);
            their.keySet().retainAll(some.keySet());
            return new OfKernel(vendor, kernel, machine, emulator, identity, some, their);
        }

        /** The figures of one level, by kind, without the loop that has no exit. */
        ExactBars bars(String level) {
            SortedMap<String, Long> ofLevel = new TreeMap<>();
            instructions.forEach((key, value) -> {
                if (key.startsWith(level + ":") && !key.endsWith(":loop")) {
                    ofLevel.put(key.substring(level.length() + 1), value);
                }
            });
            return new ExactBars(kernel, ofLevel);
        }
    }

    ExactFigures {
        machines = List.copyOf(machines);
        problems = List.copyOf(problems);
    }

    boolean isEmpty() {
        return machines.isEmpty() && problems.isEmpty();
    }

    /** The figures in the files of these folders, sorted by name. */
    static ExactFigures ofFolders(List<Path> folders) {
        List<Path> files = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
                all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                problems.add("%s cannot be listed: %s".formatted(folder, e));
            }
        }
        ExactFigures read = ofFiles(files);
        problems.addAll(read.problems());
        return new ExactFigures(read.machines(), problems);
    }

    /** Of these files. */
    static ExactFigures ofFiles(List<Path> files) {
        Set<OfKernel> machines = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                if (Files.size(file) > MOST_BYTES) {
                    throw new IOException(
                            "it has %d bytes, expected at most %d".formatted(Files.size(file), MOST_BYTES));
                }
                List<OfKernel> read = read(Files.readString(file));
                machines.addAll(read);
                if (read.isEmpty()) {
                    problems.add("%s has no figures of `nestlab exact`".formatted(file.getFileName()));
                }
            } catch (IOException e) {
                problems.add("%s cannot be read: %s".formatted(file.getFileName(), e.getMessage()));
            }
        }
        return new ExactFigures(List.copyOf(machines), problems);
    }

    /**
     * The figures in a text.
     *
     * @throws JacksonException if it is not valid JSON
     */
    static List<OfKernel> read(String text) throws JacksonException {
        List<OfKernel> machines = new ArrayList<>();
        for (JsonNode vendor : ReportJson.MAPPER.readTree(text).path("vendors")) {
            for (String side : List.of("baseline", "candidate")) {
                JsonNode costs = vendor.path(side);
                if (costs.path("instructions").isObject()) {
                    machines.add(machine(vendor.path("vendor").asText(), costs));
                }
            }
        }
        return machines;
    }

    /** Two bars of one kernel differ in its mitigations. */
    private static String kernel(String release, String machine) {
        return machine.contains(UNMITIGATED) ? release + UNMITIGATED : release;
    }

    private static OfKernel machine(String vendor, JsonNode costs) {
        SortedMap<String, Long> instructions = new TreeMap<>();
        costs.path("instructions").properties().forEach(entry -> {
            JsonNode value = entry.getValue().path(entry.getKey().endsWith(":touch") ? "min" : "median");
            if (value.canConvertToLong() && value.asLong() >= 0) {
                instructions.put(entry.getKey(), value.asLong());
            }
        });
        SortedMap<String, Double> exits = new TreeMap<>();
        costs.path("exits").properties().forEach(entry -> {
            JsonNode value = entry.getValue().path("median");
            if (value.isNumber()) {
                exits.put(entry.getKey(), value.asDouble());
            }
        });
        SortedMap<String, String> identity = new TreeMap<>();
        costs.path("identity")
                .properties()
                .forEach(entry -> identity.put(entry.getKey(), entry.getValue().asText()));
        return new OfKernel(
                vendor,
                kernel(costs.path("kernel").asText(), costs.path("machine").asText()),
                costs.path("machine").asText(),
                costs.path("identity").path("emulator").asText(),
                identity,
                instructions,
                exits);
    }
}
