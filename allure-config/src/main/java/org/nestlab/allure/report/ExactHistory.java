package org.nestlab.allure.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.nestlab.allure.report.ExactFigures.OfKernel;

/**
 * What exits cost in earlier runs: a file with a line for each machine of each run, beside the history of the tests. A
 * truncated line is ignored.
 */
final class ExactHistory {

    /** Its name. */
    static final String FILE = "exact-history.jsonl";

    private static final int MOST = 2000;
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path file;

    ExactHistory(Path file) {
        this.file = file;
    }

    /**
     * What one machine cost in one run.
     *
     * @param at when it was measured
     */
    record Step(Instant at, OfKernel machine) {}

    /**
     * Adds the figures in these results folders, each file once, however often its report is made.
     *
     * @return all, the oldest first
     * @throws IOException if the file can be neither read nor written
     */
    List<Step> goOn(List<Path> folders) throws IOException {
        synchronized (ONE_AT_A_TIME) {
            FileChannel locked = HistoryLock.of(file, HistoryLock.PATIENCE);
            try (locked;
                    FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                Set<String> known = new HashSet<>();
                Deque<Step> steps = read(known);
                StringBuilder more = new StringBuilder(endsWhole() ? "" : "\n");
                for (Path result : results(folders)) {
                    if (known.add(result.getFileName().toString())) {
                        Instant at = Files.getLastModifiedTime(result).toInstant();
                        for (OfKernel machine :
                                ExactFigures.ofFiles(List.of(result)).machines()) {
                            steps.add(new Step(at, machine));
                            more.append(line(result.getFileName().toString(), at, machine))
                                    .append('\n');
                        }
                    }
                }
                channel.write(ByteBuffer.wrap(more.toString().getBytes(StandardCharsets.UTF_8)));
                return List.copyOf(steps);
            }
        }
    }

    private Deque<Step> read(Set<String> known) throws IOException {
        Deque<Step> steps = new ArrayDeque<>();
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                try {
                    JsonNode node = ReportJson.MAPPER.readTree(line);
                    known.add(node.path("file").asText());
                    for (OfKernel machine : ExactFigures.read(line)) {
                        steps.add(new Step(Instant.ofEpochSecond(node.path("at").asLong()), machine));
                    }
                } catch (JacksonException e) {
                    // A truncated line; the run that wrote it is over.
                    return;
                }
                if (steps.size() > MOST) {
                    steps.removeFirst();
                }
            });
        }
        return steps;
    }

    private boolean endsWhole() throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            if (in.size() == 0) {
                return true;
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            in.read(last, in.size() - 1);
            return last.get(0) == '\n';
        }
    }

    private static List<Path> results(List<Path> folders) throws IOException {
        List<Path> results = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(it -> it.getFileName().toString().endsWith(ExactFigures.SUFFIX))
                        .sorted()
                        .forEach(results::add);
            }
        }
        return results;
    }

    /** The parts of the form of `nestlab exact --json` that are read again; in ASCII. */
    private static String line(String name, Instant at, OfKernel machine) {
        ObjectNode line =
                JsonNodeFactory.instance.objectNode().put("file", name).put("at", at.getEpochSecond());
        ObjectNode vendor = line.putArray("vendors").addObject().put("vendor", machine.vendor());
        ObjectNode costs = vendor.putObject("candidate")
                .put("kernel", machine.kernel().replace(ExactFigures.UNMITIGATED, ""))
                .put("machine", machine.machine());
        ObjectNode identity = costs.putObject("identity");
        machine.identity().forEach(identity::put);
        ObjectNode instructions = costs.putObject("instructions");
        for (Map.Entry<String, Long> entry : machine.instructions().entrySet()) {
            instructions
                    .putObject(entry.getKey())
                    .put("median", entry.getValue())
                    .put("min", entry.getValue());
        }
        ObjectNode exits = costs.putObject("exits");
        for (Map.Entry<String, Double> entry : machine.exits().entrySet()) {
            exits.putObject(entry.getKey()).put("median", entry.getValue());
        }
        return line.toString();
    }
}
