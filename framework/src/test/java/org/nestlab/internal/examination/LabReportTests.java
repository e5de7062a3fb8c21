package org.nestlab.internal.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeShell;
import org.nestlab.internal.diagnosis.Answer;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.BootState;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.diagnosis.GuestEvidence;
import org.nestlab.internal.diagnosis.LabEvidence;
import org.nestlab.internal.diagnosis.Outside;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.internal.engine.Zips;
import org.nestlab.machine.Command;
import org.nestlab.machine.Level;

/** The archive of a lab that is up: who is asked for what, and who is not. */
class LabReportTests {

    private static final Pattern MARKER = Pattern.compile("nestlab-file-[0-9a-f-]{36}");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before each test
    private PaperLab lab;

    @BeforeEach
    void up() {
        lab = new PaperLab(folder);
        for (FakeShell machine : List.of(lab.host, lab.first, lab.second)) {
            machine.answers.on(command -> true, command -> Reply.ok(answer(machine.label(), command)));
        }
    }

    @AfterEach
    void down() {
        lab.close();
    }

    private static String answer(String machine, Command command) {
        Matcher marker = MARKER.matcher(command.line());
        return marker.find()
                ? "%s kernel.txt\nthe kernel of %s\n".formatted(marker.group(), machine)
                : command.line().contains("dumpxml") ? "<domain/>" : "the log on " + machine + "\n";
    }

    private Map<String, String> report(Answer ofL1, Answer ofL2) throws IOException {
        GuestEvidence inner = guest("L2 guest", Level.L2, "L1 hypervisor", ofL2, List.of());
        GuestEvidence outer = guest("L1 hypervisor", Level.L1, "L0 host", ofL1, List.of(inner));
        Layers.Found found = new Layers.Found(
                new Attribution(FailureCause.UNKNOWN, Level.L1, "L1 hypervisor", "nobody knows"),
                new LabEvidence(Optional.empty(), List.of(outer), Duration.ZERO));
        return Zips.read(
                new LabReport(lab.running, found).write("the story", new AssertionError("the claim is wrong")));
    }

    private static GuestEvidence guest(
            String label, Level level, String above, Answer session, List<GuestEvidence> inside) {
        return new GuestEvidence(
                label,
                level,
                above,
                BootState.READY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                session,
                Outside.untold(),
                inside);
    }

    @Test
    void everyMachineThatAnsweredIsAsked() throws IOException {
        Map<String, String> files = report(Answer.YES, Answer.YES);

        assertThat(files)
                .containsEntry("L0-host/kernel.txt", "the kernel of L0 host\n\n")
                .containsEntry("L1-hypervisor/kernel.txt", "the kernel of L1 hypervisor\n\n")
                .containsEntry("L2-guest/kernel.txt", "the kernel of L2 guest\n\n")
                .containsEntry("L2-guest/qemu.log", "the log on L1 hypervisor\n")
                .containsEntry("L1-hypervisor/domain.xml", "<domain/>")
                .containsKeys("plan.txt", "journal.txt", "L1-hypervisor/console.log", "L2-guest/console.log");
        assertThat(files.get("README.txt")).contains("the story");
        assertThat(files.get("timeline.txt")).contains("FAILURE: java.lang.AssertionError: the claim is wrong");
    }

    @Test
    void aMachineThatWasSilentIsNotWaitedForAgain() throws IOException {
        Map<String, String> files = report(Answer.YES, Answer.NO);

        assertThat(files.get("L2-guest/MISSING.txt"))
                .isEqualTo("L2 guest: it did not answer when it was asked which layer died\n");
        assertThat(lab.second.answers.asked()).isEmpty();
        assertThat(files).as("what the machine above knows of it").containsEntry("L2-guest/domain.xml", "<domain/>");
    }

    @Test
    void behindAMachineThatWasSilentNothingIsAsked() throws IOException {
        Map<String, String> files = report(Answer.NO, Answer.UNTOLD);

        assertThat(lab.first.answers.asked()).isEmpty();
        assertThat(lab.second.answers.asked()).isEmpty();
        assertThat(files)
                .containsEntry("L1-hypervisor/qemu.log", "the log on L0 host\n")
                .doesNotContainKey("L2-guest/qemu.log");
        assertThat(files.get("L2-guest/MISSING.txt")).contains("it did not answer when it was asked which layer died");
    }
}
