package org.nestlab.internal.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.plan.LabId;
import org.nestlab.spec.LabSpec;

/**
 * What a lab's journal says of the lab itself. Any line of it may be lost, and those of an older version are not there:
 * what nothing tells is empty.
 */
public record LabRecord(LabId id, List<Entry> entries) {

    /** The fact of {@link LabMark#KEPT} that says where the lab's output folder is. */
    public static final String OUTPUT = "output";

    private static final String PID = "pid";
    private static final String NAME = "name";
    private static final String SPEC = "spec";
    private static final String USE = "use";

    public LabRecord {
        entries = List.copyOf(entries);
    }

    public static LabRecord of(StateFolder state, LabId id) {
        return new LabRecord(id, Journal.read(state, id));
    }

    /** What the first line of a lab's journal says beside its owner. */
    public static Map<String, String> head(LabSpec spec, LabUse use) {
        return Map.of(NAME, spec.name(), SPEC, digest(spec), USE, use.name());
    }

    /** Equal specs have equal digests: a spec prints all that it holds. */
    public static String digest(LabSpec spec) {
        return Sha256.hex(spec.toString());
    }

    /** What the line about taking down says. */
    public static Map<String, String> takedown() {
        return Map.of(PID, Long.toString(ProcessHandle.current().pid()));
    }

    /** The libvirt of its host. */
    public String uri() {
        return head("uri").orElse("qemu:///system");
    }

    /** The name of its spec. */
    public Optional<String> name() {
        return head(NAME);
    }

    /** Whether it is of this spec, on this host, and meant to outlive its process. */
    public boolean staysAs(LabSpec spec, String uri) {
        boolean meant =
                head(USE).filter(use -> !use.equals(LabUse.TESTS.name())).isPresent();
        return (meant || isKept())
                && uri().equals(uri)
                && head(SPEC).filter(digest(spec)::equals).isPresent();
    }

    public Optional<Instant> begun() {
        return entries.stream()
                .map(entry -> Instant.ofEpochMilli(Math.round(entry.at() * 1000)))
                .findFirst();
    }

    /** The process that last wrote that it has the lab. */
    OptionalLong pid() {
        return Stream.concat(
                        entries.stream().filter(entry -> entry.event() == Entry.Event.OWNED),
                        entries.stream().filter(entry -> entry.kind().equals(LabMark.TAKEDOWN.word())))
                .map(entry -> entry.fact(PID))
                .filter(pid -> pid.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .reduce((first, last) -> last);
    }

    /** When that was written. */
    Optional<Instant> heldSince() {
        return entries.stream()
                .filter(entry ->
                        entry.event() == Entry.Event.OWNED || entry.kind().equals(LabMark.TAKEDOWN.word()))
                .map(entry -> Instant.ofEpochMilli(Math.round(entry.at() * 1000)))
                .reduce((first, last) -> last);
    }

    /** Whether all its guests were ready. */
    public boolean wasUp() {
        return has(LabMark.UP.word());
    }

    /** Whether it stays without an owner: a lab that was half taken down does not. */
    public boolean isKept() {
        return has(LabMark.KEPT.word()) && !isBeingTakenDown();
    }

    /** Whether a process has begun to take it down. */
    public boolean isBeingTakenDown() {
        return has(LabMark.TAKEDOWN.word());
    }

    /** The output folder of a lab that was left up; empty for any other. */
    public Optional<Path> output() {
        return entries.stream()
                .filter(entry -> entry.kind().equals(LabMark.KEPT.word()))
                .map(entry -> entry.fact(OUTPUT))
                .filter(path -> !path.isEmpty())
                .reduce((first, last) -> last)
                .map(Path::of);
    }

    private boolean has(String kind) {
        return entries.stream().anyMatch(entry -> entry.kind().equals(kind));
    }

    private Optional<String> head(String fact) {
        return entries.stream()
                .filter(entry -> entry.event() == Entry.Event.OWNED)
                .map(entry -> entry.fact(fact))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
