package org.nestlab.internal.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

    /** The fact of {@link LabMark#KEPT} that says which folder a lab has that waits for the next run. */
    public static final String REUSE = "reuse";

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

    /** What the line about taking down, or about taking over, says. */
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
        boolean meant = head(USE)
                .filter(use -> !use.equals(LabUse.TESTS.name()) && !use.equals(LabUse.REUSE.name()))
                .isPresent();
        return (meant || (isKept() && !isForReuse())) && isOf(digest(spec), uri);
    }

    /** Whether it is of the spec of this digest, on this host. */
    public boolean isOf(String digest, String uri) {
        return uri().equals(uri) && head(SPEC).filter(digest::equals).isPresent();
    }

    /** Whether it stays without an owner until the next run takes it over. */
    public boolean isForReuse() {
        return isKept() && kept().map(entry -> !entry.fact(REUSE).isEmpty()).orElse(false);
    }

    /** When it was left up last; empty where it was not. */
    public Optional<Instant> keptAt() {
        return kept().map(LabRecord::instant);
    }

    private Optional<Entry> kept() {
        return last(LabMark.KEPT);
    }

    private Optional<Entry> last(LabMark mark) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(mark.word()))
                .reduce((first, last) -> last);
    }

    private static Instant instant(Entry entry) {
        return Instant.ofEpochMilli(Math.round(entry.at() * 1000));
    }

    public Optional<Instant> begun() {
        return entries.stream().map(LabRecord::instant).findFirst();
    }

    /** The process that last wrote that it has the lab. */
    OptionalLong pid() {
        return entries.stream()
                .filter(LabRecord::isOwners)
                .map(entry -> entry.fact(PID))
                .filter(pid -> pid.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .reduce((first, last) -> last);
    }

    /** When that was written. */
    Optional<Instant> heldSince() {
        return entries.stream()
                .filter(LabRecord::isOwners)
                .map(LabRecord::instant)
                .reduce((first, last) -> last);
    }

    private static boolean isOwners(Entry entry) {
        return entry.event() == Entry.Event.OWNED
                || entry.kind().equals(LabMark.TAKEDOWN.word())
                || entry.kind().equals(LabMark.TAKEN_OVER.word());
    }

    /** Whether all its guests were ready. */
    public boolean wasUp() {
        return has(LabMark.UP.word());
    }

    /** Whether it stays without an owner: a lab that was taken over, or half taken down, does not. */
    public boolean isKept() {
        boolean kept = entries.stream()
                .map(Entry::kind)
                .filter(kind -> kind.equals(LabMark.KEPT.word()) || kind.equals(LabMark.TAKEN_OVER.word()))
                .reduce((first, last) -> last)
                .filter(LabMark.KEPT.word()::equals)
                .isPresent();
        return kept && !isBeingTakenDown();
    }

    /** Whether a process has begun to take it down. */
    public boolean isBeingTakenDown() {
        return has(LabMark.TAKEDOWN.word());
    }

    /** The output folder of a lab that was left up; empty for any other. */
    public Optional<Path> output() {
        return kept().map(entry -> entry.fact(OUTPUT))
                .filter(path -> !path.isEmpty())
                .map(Path::of);
    }

    /** The folder that says how a lab that was left up is entered; empty for any other. */
    public Optional<Path> entry() {
        return kept().map(entry -> entry.fact(REUSE))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .or(this::output);
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
