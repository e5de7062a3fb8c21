package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.KeptLabs;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;

/** A real lab that runs hand on to each other, each of them a JVM of its own. */
class ReuseIT {

    private static final Duration SHUTDOWN = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final List<ChildJvm> children = new ArrayList<>();
    private final OwnHost host = OwnHost.watch(folder);

    @AfterEach
    void removeWhatIsLeft() {
        children.forEach(ChildJvm::close);
        new Reaper(StateFolder.open(host.state()), new Sites()).reap(true);
        host.close();
    }

    @Test
    void theNextRunTakesALabOverAsLongAsItIsWell() throws Exception {
        StateFolder state = StateFolder.open(host.state());
        ChildJvm first = run();
        LabId lab = up(first);
        end(first);
        assertThat(first.output()).contains("waits for the next run that needs an equal lab");
        assertThat(LabRecord.of(state, lab).isForReuse()).isTrue();

        for (int run = 0; run < 2; run++) {
            ChildJvm next = run();
            assertThat(up(next)).as("the same lab").isEqualTo(lab);
            System.out.println("REUSED " + next.awaitLine("taken over after"));
            end(next);
            next.output().lines().filter(line -> line.contains(": login: ")).forEach(System.out::println);
        }

        onL1(state, lab, "date -s @$(($(date +%s) + 3600))");
        onGuest(state, lab, "L2", "date -s @$(($(date +%s) - 3600))");
        ChildJvm late = run();
        late.awaitLine("L1 hypervisor: its clock was 3");
        System.out.println("CLOCK " + late.awaitLine("L2 guest: its clock was 3"));
        assertThat(up(late)).as("the same lab").isEqualTo(lab);
        end(late);
        long there = Long.parseLong(onL1(state, lab, "date +%s").strip());
        assertThat(there).isCloseTo(Instant.now().getEpochSecond(), within(10L));

        String domain = KeptFile.read(ReuseFolders.of(state, lab)).guest("L2").domain();
        assertThat(onL1(state, lab, "virsh -c qemu:///system destroy " + domain))
                .contains("destroyed");
        ChildJvm last = run();
        String why = last.awaitLine("not taken over: ");
        System.out.println("REFUSED " + why);
        assertThat(why).contains("L2 guest: its domain " + domain + " is gone; expected running");
        last.awaitLine("L1 hypervisor: start:");
        assertThat(state.journalled()).as("the lab that was not well").doesNotContain(lab);

        last.terminate();
        assertThat(last.awaitEnd(SHUTDOWN)).as(last.output()).isEqualTo(143);
        assertThat(host.left()).isEmpty();
    }

    private ChildJvm run() {
        ChildJvm child = ChildJvm.start(
                LabRun.class.getName(),
                Map.of("it.nested", "yes", "it.tests", "yes", "nestlab.reuse", "on", "nestlab.output.dir", "" + folder),
                List.of());
        children.add(child);
        return child;
    }

    private static LabId up(ChildJvm child) {
        return new LabId(child.awaitLine("UP ").split(" ", 3)[1]);
    }

    private static void end(ChildJvm child) {
        child.release();
        assertThat(child.awaitEnd(SHUTDOWN)).as(child.output()).isZero();
    }

    private static String onL1(StateFolder state, LabId lab, String command) throws IOException, InterruptedException {
        return onGuest(state, lab, "L1", command);
    }

    private static String onGuest(StateFolder state, LabId lab, String guest, String command)
            throws IOException, InterruptedException {
        List<String> ssh = KeptLabs.of(state, lab).shell(guest, List.of(command));
        Process process = new ProcessBuilder(ssh).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
