package org.nestlab.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.journal.Entry.Event;
import org.nestlab.internal.plan.LabId;

/** A journal that was cut short or spoilt at any byte: the other lines are read as they were written. */
class SpoiltJournalTests {

    private static final LabId LAB = new LabId("0badcafe");
    private static final List<Byte> SPOILERS =
            List.of((byte) 0, (byte) '\n', (byte) ' ', (byte) '"', (byte) '\\', (byte) '{', (byte) 'x', (byte) 0xFF);

    @TempDir
    private Path root = Path.of("set by JUnit");

    private StateFolder state = StateFolder.open(Path.of("target"));
    private List<Entry> whole = List.of();
    private byte[] bytes = {};

    @BeforeEach
    void write() throws IOException {
        state = StateFolder.open(root);
        try (Journal journal = Journal.start(state, LAB, "qemu:///system")) {
            journal.before("network", Map.of("on", "L0", "name", "nestlab-0badcafe", "bridge", "nl0badcafe"));
            journal.before("folder", Map.of("on", "L0", "path", "/var/lib/nestlab/labs/0badcafe"));
            journal.before("domain", Map.of("on", "L0", "name", "nestlab-0badcafe-\"a\"", "uuid", "1-2-3-4-5"));
            journal.gone("network", Map.of("on", "L0", "name", "nestlab-0badcafe", "bridge", "nl0badcafe"));
        }
        whole = Journal.read(state, LAB);
        bytes = Files.readAllBytes(state.journalFile(LAB));
        assertThat(whole).hasSize(5);
    }

    private static List<Entry> readOf(byte[] text) {
        List<Entry> read = Journal.entries(text);
        // Each line that is read can be gone through: its event and its kind are known.
        assertThat(Journal.left(read))
                .allMatch(
                        entry -> entry.event() == Event.BEFORE && !entry.kind().isEmpty());
        return read;
    }

    @Test
    void cutShortAnywhereItHoldsEveryLineBeforeTheCut() {
        for (int end = 0; end <= bytes.length; end++) {
            byte[] cut = Arrays.copyOf(bytes, end);
            int lines =
                    (int) new String(cut, UTF_8).chars().filter(c -> c == '\n').count();
            List<Entry> read = readOf(cut);
            // The last line may be whole but for its end.
            assertThat(read).hasSizeBetween(lines, lines + 1).isEqualTo(whole.subList(0, read.size()));
        }
    }

    @Test
    void spoiltInOneByteItLosesNoMoreThanThatLineAndTheNextAndTellsOfNothingElse() {
        for (int at = 0; at < bytes.length; at++) {
            for (byte spoiler : spoilers(bytes[at])) {
                byte[] spoilt = bytes.clone();
                spoilt[at] = spoiler;
                List<Entry> read = readOf(spoilt);
                assertThat(whole).as("byte %d at %d", spoiler, at).containsAll(read);
                assertThat(whole.stream().filter(entry -> !read.contains(entry)))
                        .as("lines lost by byte %d at %d", spoiler, at)
                        .hasSizeBetween(1, bytes[at] == '\n' ? 2 : 1);
            }
        }
    }

    @Test
    void severalBytesInARowThatAreSpoiltTellOfNothingElse() {
        Random random = new Random(20261126);
        for (int at = 0; at < bytes.length; at++) {
            byte[] spoilt = bytes.clone();
            for (int i = at; i < Math.min(bytes.length, at + 1 + random.nextInt(200)); i++) {
                spoilt[i] = (byte) random.nextInt(256);
            }
            assertThat(whole).as("from byte %d", at).containsAll(readOf(spoilt));
        }
    }

    /** Each bit turned over, and bytes that mean something. */
    private static List<Byte> spoilers(byte there) {
        List<Byte> all = new ArrayList<>(SPOILERS);
        for (int bit = 0; bit < 8; bit++) {
            all.add((byte) (there ^ 1 << bit));
        }
        all.removeIf(spoiler -> spoiler == there);
        return all;
    }

    @Test
    void anythingElseIsReadOrPassedOver() {
        Untidy.of(new String(bytes, UTF_8))
                .with("\"event\":", "null", "\"BEFORE\"", "2", "{\"facts\":{}}\n", "\"kind\":", "{\"at\":1}\n")
                .and("{\"at\":1,\"facts\":{}}\n", "{\"at\":1,\"event\":\"GONE\",\"kind\":null,\"facts\":{}}\n")
                .isRead(text -> readOf(text.getBytes(UTF_8)));
    }
}
