package org.nestlab.internal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.engine.Zips;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.KeptFile.KeptGuest;
import org.nestlab.internal.site.Sites;

/** The archive of a lab that was left up, whose guests cannot be logged in to any more: the host is this machine. */
@Timeout(120)
class KeptReportTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private KeptGuest guest(int level, String above) throws IOException {
        Path copy =
                Files.writeString(folder.resolve("L%d-console.log".formatted(level)), "console of L" + level + "\n");
        return new KeptGuest(
                "L" + level,
                "L" + level + " guest",
                level,
                above,
                "127.0.0.1",
                "root",
                folder.resolve("no such key").toString(),
                "ssh-ed25519 AAAA none",
                "nestlab-0badcafe-l" + level,
                "11111111-2222-4333-8444-00000000000" + level,
                folder.resolve("L%d now.log".formatted(level)).toString(),
                copy.toString());
    }

    private Map<String, String> report() throws IOException {
        Files.writeString(folder.resolve("L1 now.log"), "and what it printed since\n");
        KeptFile lab = new KeptFile(
                "0badcafe",
                "test:///default",
                "the plan",
                List.of(guest(1, ""), guest(2, "L1")),
                List.of(new KeptFile.Step(1_000, "L1 guest: start")));
        try (KeptReport report = new KeptReport(lab, new Sites())) {
            return Zips.read(report.write(
                    List.of(new Entry(1, Entry.Event.BEFORE, "domain", Map.of("name", "nestlab-0badcafe-l1"))),
                    folder.resolve("reports"),
                    Duration.ofSeconds(60)));
        }
    }

    @Test
    void theHostAndWhatWasWrittenDownAreInItWhoeverIsSilent() throws IOException {
        Map<String, String> files = report();

        assertThat(files)
                .containsKeys("L0-host/kernel.txt", "L0-host/lscpu.txt", "L0-host/dmesg.txt")
                .containsEntry("plan.txt", "the plan")
                .containsEntry("L1-guest/console.log", "console of L1\n")
                .containsEntry("L2-guest/console.log", "console of L2\n")
                // The console's file on the host, to which the copy was made until the lab was left alone.
                .containsEntry("L1-guest/console-now.log", "and what it printed since\n");
        assertThat(files.get("L0-host/kernel.txt")).contains("Linux");
        assertThat(files.get("journal.txt")).contains("nestlab-0badcafe-l1");
        assertThat(files.get("timeline.txt")).contains("L1 guest: start");
        assertThat(files.get("README.txt")).contains("Made on demand, of lab 0badcafe, which was left up.");
    }

    @Test
    void aMachineThatLetsNobodyInIsToldAndSoAreThoseBehindIt() throws IOException {
        Map<String, String> files = report();

        assertThat(files.get("L1-guest/MISSING.txt")).contains("127.0.0.1");
        assertThat(files.get("L2-guest/MISSING.txt"))
                .as("it is entered through L1")
                .isEqualTo(files.get("L1-guest/MISSING.txt"));
    }
}
