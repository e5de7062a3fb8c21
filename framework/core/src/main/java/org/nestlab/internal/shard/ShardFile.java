package org.nestlab.internal.shard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shard.ShardRecord.Discovered;
import org.nestlab.internal.shard.ShardRecord.Ended;
import org.nestlab.internal.text.Json;

/**
 * The file of a {@link ShardRecord}, {@code shard-2-of-4-UUID.jsonl}: lines of JSON that are on disk one by one, so
 * that a process that is killed leaves what it has done.
 *
 * <pre>{@code
 * {"event":"shard","shard":"2/4","commit":"5f0c…","plan":"","at":"2026-12-01T03:00:00Z"}
 * {"event":"discovered","id":"[engine:junit-jupiter]/…","class":"A","lab":"lab 4f1c09aa","name":"two","shard":1}
 * {"event":"begun"}
 * {"event":"ended","id":"[engine:junit-jupiter]/…","test":true,"state":"passed","ms":1200}
 * {"event":"over"}
 * }</pre>
 */
public final class ShardFile {

    private static final long MOST_BYTES = 256L << 20;
    private static final String NAME = "shard-\\d{1,4}-of-\\d{1,4}-[0-9a-f-]{36}\\.jsonl";

    private final Path file;

    private ShardFile(Path file) {
        this.file = file;
    }

    /**
     * Begins a file of its own, so that two processes of one shard do not share one.
     *
     * @param folder made if it is missing
     * @throws UncheckedIOException if it cannot be written
     */
    public static ShardFile begin(Path folder, Shard shard, String commit, String plan) {
        ShardFile begun = new ShardFile(
                folder.resolve("shard-%d-of-%d-%s.jsonl".formatted(shard.number(), shard.of(), UUID.randomUUID())));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be made: %s".formatted(folder, e), e);
        }
        begun.add(
                "shard",
                "shard",
                shard.toString(),
                "commit",
                commit,
                "plan",
                plan,
                "at",
                Instant.now().toString());
        return begun;
    }

    public Path path() {
        return file;
    }

    public void add(Discovered test) {
        add(
                "discovered",
                "id",
                test.id(),
                "class",
                test.testClass(),
                "lab",
                test.lab(),
                "name",
                test.labName(),
                "shard",
                test.shard());
    }

    /** Its tests begin. */
    public void addBegun() {
        add("begun");
    }

    public void add(Ended ended) {
        add("ended", "id", ended.id(), "test", ended.test(), "state", ended.state(), "ms", ended.millis());
    }

    /** Its tests are over. */
    public void addOver() {
        add("over");
    }

    private synchronized void add(String event, Object... fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        for (int i = 0; i < fields.length; i += 2) {
            line.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        try {
            Files.write(
                    file,
                    (Json.MAPPER.writeValueAsString(line) + "\n").getBytes(UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(file, e), e);
        }
    }

    /**
     * Reads all such files in the folders, at any depth.
     *
     * @throws LabConfigurationException if a folder does not exist, or there is no such file
     * @throws ProvisioningException if a file cannot be read
     */
    public static List<ShardRecord> readAll(List<Path> folders) {
        List<ShardRecord> records = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new LabConfigurationException("there is no folder %s".formatted(folder));
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(ShardFile::isOne).sorted().toList()) {
                    records.add(read(file));
                }
            } catch (IOException | UncheckedIOException e) {
                throw new ProvisioningException("%s cannot be read: %s".formatted(folder, e), e);
            }
        }
        if (records.isEmpty()) {
            throw new LabConfigurationException(
                    "no shard has left a record in %s; a run with -Dnestlab.shard=NUMBER/COUNT writes target/nestlab/shard-*.jsonl"
                            .formatted(folders));
        }
        return records;
    }

    private static boolean isOne(Path file) {
        Path name = file.getFileName();
        return name != null && name.toString().matches(NAME) && Files.isRegularFile(file);
    }

    static ShardRecord read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("%s has more than %d MiB".formatted(file, MOST_BYTES >> 20));
        }
        Map<String, Discovered> discovered = new LinkedHashMap<>();
        List<Ended> ended = new ArrayList<>();
        JsonNode head = Json.MAPPER.createObjectNode();
        boolean readable = true;
        int open = 0;
        for (String line : Files.readString(file).split("\n", -1)) {
            JsonNode json = line.isBlank() ? null : json(line).orElse(null);
            String event = json == null ? "" : json.path("event").asText("");
            String id = json == null ? "" : json.path("id").asText("");
            if (json == null) {
                readable &= line.isBlank();
            } else if (event.equals("shard")) {
                head = json;
            } else if (event.equals("begun")) {
                open++;
            } else if (event.equals("over")) {
                open--;
            } else if (event.equals("discovered") && !id.isEmpty()) {
                discovered.put(
                        id,
                        new Discovered(
                                id,
                                json.path("class").asText(""),
                                json.path("lab").asText(""),
                                json.path("name").asText(""),
                                json.path("shard").asInt(0)));
            } else if (event.equals("ended") && !id.isEmpty()) {
                ended.add(new Ended(
                        id,
                        json.path("test").asBoolean(),
                        json.path("state").asText(""),
                        json.path("ms").asLong(0)));
            } else {
                readable = false;
            }
        }
        Shard shard = Shard.parse(head.path("shard").asText(""))
                .orElseThrow(() -> new IOException("%s does not say which shard it is of".formatted(file)));
        return new ShardRecord(
                file,
                shard,
                head.path("commit").asText(""),
                head.path("plan").asText(""),
                instant(head.path("at").asText("")),
                discovered,
                ended,
                readable && open == 0);
    }

    private static Optional<JsonNode> json(String line) {
        try {
            return Optional.of(Json.MAPPER.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
