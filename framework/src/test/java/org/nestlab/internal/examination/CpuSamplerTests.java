package org.nestlab.internal.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.diagnosis.PendingInterrupt;
import org.nestlab.internal.diagnosis.Pulse;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/** The script itself, with a program in the place of virsh that answers as libvirt 9 and QEMU 10 do. */
@Timeout(60)
class CpuSamplerTests {

    @TempDir
    Path folder;

    /** @param looking what it does where the monitor is asked; the whole question is its last argument */
    private Optional<String> looks(String state, String looking) throws IOException {
        Path virsh = Files.writeString(folder.resolve("virsh"), """
                #!/bin/sh
                case "$*" in
                  *'-c qemu:///system domstate uuid'*) %s ;;
                  *"--hmp uuid 'info lapic 0'; qemu-monitor-command --hmp uuid 'info lapic 1'; "*"--hmp uuid 'info registers -a'; domstats --vcpu uuid") %s ;;
                  *) echo "not understood: $*" >&2; exit 9 ;;
                esac
                """.formatted(state, looking));
        Files.setPosixFilePermissions(virsh, PosixFilePermissions.fromString("rwxr-xr-x"));
        String path = "PATH=%s:$PATH; export PATH\n".formatted(Command.quote(folder.toString()));
        return CpuSampler.of(new LocalShell("L0 host")
                .run(Command.shell(path + CpuSampler.script("qemu:///system", "uuid", 2, 1, 0.05))));
    }

    @Test
    void anEmulatedGuestThatLivesIsSeenToLive() throws IOException {
        Optional<String> seen = looks("echo running", """
                echo x >>%1$s/count
                printf 'LVTT 0x000000ec\\nTimer\\t DCR=0x3 (divide by 16) initial_count = %%d current_count = 5\\n' $(wc -l <%1$s/count)
                echo 'CPU#0'; echo 'RIP=ffffffff81a17a0b RFL=00000202 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=1'
                echo 'Domain: x'""".formatted(Command.quote(folder.toString())));

        assertThat(seen).map(Pulse::of).hasValue(Pulse.IDLES);
        assertThat(seen.orElseThrow().split(Pulse.LOOK, -1)).hasSize(Pulse.LOOKS_TAKEN + 1);
        assertThat(seen.orElseThrow()).doesNotContain("CPU#0", "Domain");
    }

    @Test
    void oneThatIsFrozenIsSeenToStandStill() throws IOException {
        assertThat(looks("echo running", "echo 'LVTT one-shot'; echo 'initial_count = 7'; echo 'HLT=1'"))
                .map(Pulse::of)
                .hasValue(Pulse.STILL);
    }

    @Test
    void whatIsPendingIsSeen() throws IOException {
        Optional<String> seen = looks("echo running", """
                printf 'dumping local APIC state for CPU 0 \\nTimer DCR=0x3 initial_count = 7 current_count = 0\\nSPIV\\t 0x000001ff APIC enabled, focus=off\\nICR\\t 0x0\\nIRR\\t 236 \\n\\nAPR 0x00 PPR 0x10\\n'
                echo 'RIP=ffffffff81a17a0b RFL=00000202 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=1'""");

        assertThat(seen.flatMap(PendingInterrupt::in))
                .hasValueSatisfying(pending -> assertThat(pending.vectors()).containsExactly(236));
        assertThat(seen.orElseThrow()).doesNotContain("ICR");
    }

    @Test
    void ofCpusThatKvmRunsItIsNotAsked() {
        assertThat(CpuSampler.script("qemu:///system", "uuid", 0))
                .contains("--hmp uuid 'info lapic'; qemu-monitor-command --hmp uuid 'info registers -a'")
                .doesNotContain("IRR");
    }

    @Test
    void aMonitorThatHangsIsTold() throws IOException {
        assertThat(looks("echo running", "exec sleep 30")).isEmpty();
    }

    @Test
    void aMonitorThatAnswersLateIsAskedOnceMore() throws IOException {
        String once = "[ -e %1$s/asked ] || { touch %1$s/asked; exec sleep 30; }\n"
                .formatted(Command.quote(folder.toString()));

        assertThat(looks("echo running", once + "echo 'LVTT one-shot'; echo 'initial_count = 7'; echo 'HLT=1'"))
                .map(Pulse::of)
                .hasValue(Pulse.STILL);
    }

    @Test
    void aLibvirtThatHangsTooOrKnowsNoDomainSaysNothingOfTheMonitor() throws IOException {
        assertThat(looks("exec sleep 30", "exit 0")).hasValue("");
        assertThat(looks("echo 'error: failed to get domain' >&2; exit 1", "exit 0"))
                .hasValue("");
    }
}
