package org.nestlab.internal.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.KeptFile.KeptGuest;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;

class KeptLabsTests {

    private static final LabId ID = new LabId("0badcafe");

    @TempDir
    Path root;

    private StateFolder state;
    private Path output;

    @BeforeEach
    void folders() throws IOException {
        state = StateFolder.open(root.resolve("state"));
        output = Files.createDirectories(root.resolve("the output/0badcafe"));
    }

    private KeptGuest guest(int level, String name, String above, String hostKey) {
        return new KeptGuest(
                "L" + level + "-" + name,
                "L" + level + " " + name,
                level,
                above,
                "192.168.%d.10".formatted(level),
                "root",
                output.resolve(KeptFile.KEY).toString(),
                hostKey,
                "nestlab-0badcafe-" + name,
                "uuid-" + name,
                "/labs/0badcafe/" + name + "'s console.log",
                output.resolve("L%d-%s-console.log".formatted(level, name)).toString());
    }

    private KeptFile three(String uri) {
        return new KeptFile(
                "0badcafe",
                uri,
                "the plan",
                List.of(
                        guest(1, "hypervisor", "", "ssh-ed25519 AAAA1 one"),
                        guest(2, "a", "L1-hypervisor", "ssh-ed25519 AAAA2 two"),
                        guest(2, "b", "L1-hypervisor", ""),
                        guest(3, "deep", "L2-a", "ssh-ed25519 AAAA3 three")),
                List.of(new KeptFile.Step(1, "up")));
    }

    private KeptLabs kept(String uri) throws IOException {
        three(uri).write(output);
        Journal journal = Journal.start(state, ID, uri);
        journal.mark(LabMark.KEPT, Map.of("lab", "0badcafe", LabRecord.OUTPUT, output.toString()));
        journal.close();
        return KeptLabs.of(state, ID);
    }

    @Test
    void everyLevelIsEnteredThroughTheOneAboveAndHasToProveItsHostKey() {
        KeptFile lab = three("qemu:///system");

        assertThat(SshConfigText.of(lab, output)).isEqualTo("""
                # lab 0badcafe; made by nestlab

                Host L1-hypervisor L1
                  HostName 192.168.1.10
                  User root
                  IdentityFile "%1$s/id_ed25519"
                  IdentitiesOnly yes
                  BatchMode yes
                  ServerAliveInterval 0
                  HostKeyAlias nestlab-0badcafe-L1-hypervisor
                  StrictHostKeyChecking yes
                  UserKnownHostsFile "%1$s/known_hosts"

                Host L2-a
                  HostName 192.168.2.10
                  User root
                  IdentityFile "%1$s/id_ed25519"
                  IdentitiesOnly yes
                  BatchMode yes
                  ServerAliveInterval 0
                  HostKeyAlias nestlab-0badcafe-L2-a
                  StrictHostKeyChecking yes
                  UserKnownHostsFile "%1$s/known_hosts"
                  ProxyCommand ssh -F '%1$s/ssh_config' -W [%%h]:%%p L1-hypervisor

                Host L2-b
                  HostName 192.168.2.10
                  User root
                  IdentityFile "%1$s/id_ed25519"
                  IdentitiesOnly yes
                  BatchMode yes
                  ServerAliveInterval 0
                  HostKeyAlias nestlab-0badcafe-L2-b
                  StrictHostKeyChecking accept-new
                  UserKnownHostsFile "%1$s/known_hosts"
                  ProxyCommand ssh -F '%1$s/ssh_config' -W [%%h]:%%p L1-hypervisor

                Host L3-deep L3
                  HostName 192.168.3.10
                  User root
                  IdentityFile "%1$s/id_ed25519"
                  IdentitiesOnly yes
                  BatchMode yes
                  ServerAliveInterval 0
                  HostKeyAlias nestlab-0badcafe-L3-deep
                  StrictHostKeyChecking yes
                  UserKnownHostsFile "%1$s/known_hosts"
                  ProxyCommand ssh -F '%1$s/ssh_config' -W [%%h]:%%p L2-a
                """.formatted(output));
        assertThat(SshConfigText.knownHosts(lab)).isEqualTo("""
                nestlab-0badcafe-L1-hypervisor ssh-ed25519 AAAA1 one
                nestlab-0badcafe-L2-a ssh-ed25519 AAAA2 two
                nestlab-0badcafe-L3-deep ssh-ed25519 AAAA3 three
                """);
    }

    @Test
    void aHostElsewhereIsJumpedThrough() {
        assertThat(SshConfigText.of(three("qemu+ssh://me@far:2222/system?keyfile=/k&known_hosts=/h"), output))
                .contains("""

                        Host L0
                          HostName far
                          User me
                          Port 2222
                          IdentityFile /k
                          UserKnownHostsFile /h

                        Host L1-hypervisor L1
                        """)
                .contains("known_hosts\"\n  ProxyCommand ssh -F '%s/ssh_config' -W [%%h]:%%p L0\n\nHost L2-a\n"
                        .formatted(output));
    }

    @Test
    void aCommandOfOneWordIsAScriptAndOfSeveralIsData() throws IOException {
        KeptLabs lab = kept("qemu:///system");
        String config = output.resolve("ssh_config").toString();

        assertThat(lab.shell("L1", List.of())).containsExactly("ssh", "-F", config, "L1-hypervisor");
        assertThat(lab.shell("L3", List.of("ls | wc"))).containsExactly("ssh", "-F", config, "L3-deep", "ls | wc");
        assertThat(lab.shell("L2-b", List.of("ls", "-l", "it's here")))
                .containsExactly("ssh", "-F", config, "L2-b", "ls -l 'it'\\''s here'");
    }

    @Test
    void aPromptSaysWhichMachineOfWhichLabItIs() throws IOException, InterruptedException {
        List<String> program = kept("qemu:///system").terminal("L3");

        assertThat(program.subList(0, 5))
                .containsExactly("ssh", "-t", "-F", output.resolve("ssh_config").toString(), "L3-deep");
        // What ssh hands to the shell of the guest.
        Path printed = output.resolve("printed");
        Process shell = new ProcessBuilder("sh", "-c", program.get(5))
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try (var typed = shell.outputWriter()) {
            typed.write("exit 7\n");
        }
        assertThat(shell.waitFor()).isEqualTo(7);
        assertThat(printed).content().contains("L3-deep of lab 0badcafe:/# ");
    }

    @Test
    void aConsoleIsReadOnTheMachineThatRunsTheGuest() throws IOException {
        KeptLabs lab = kept("qemu:///system");

        assertThat(lab.console("L1", true))
                .containsExactly("tail", "-c", "+1", "-F", "--", "/labs/0badcafe/hypervisor's console.log");
        assertThat(lab.console("L3", false))
                .containsExactly(
                        "ssh",
                        "-F",
                        output.resolve("ssh_config").toString(),
                        "L2-a",
                        "tail -c +1 -- '/labs/0badcafe/deep'\\''s console.log'");
    }

    @Test
    void aConsoleOnAHostElsewhereIsReadThere() throws IOException {
        assertThat(kept("qemu+ssh://me@far/system").console("L1", false))
                .contains("L0", "tail -c +1 -- '/labs/0badcafe/hypervisor'\\''s console.log'");
    }

    @Test
    void aNameThatIsNoneOrSeveralIsRefused() throws IOException {
        KeptLabs lab = kept("qemu:///system");

        assertThatThrownBy(() -> lab.shell("L9", List.of()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("lab 0badcafe has no machine 'L9': its machines are [L1-hypervisor, L2-a, L2-b, L3-deep]");
        assertThatThrownBy(() -> lab.console("L2", false))
                .hasMessage(
                        "lab 0badcafe has several machines 'L2': its machines are [L1-hypervisor, L2-a, L2-b, L3-deep]");
    }

    @Test
    void aLabThatWasNotLeftUpIsRefused() {
        Journal.start(state, ID, "qemu:///system").close();

        assertThatThrownBy(() -> KeptLabs.of(state, ID))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "lab 0badcafe was not left up; expected one of `nestlab up`, nestlab.keep or nestlab.reuse");
    }

    @Test
    void anOutputFolderThatIsGoneIsTold() throws IOException {
        kept("qemu:///system");
        Files.delete(output.resolve(KeptFile.NAME));

        assertThatThrownBy(() -> KeptLabs.of(state, ID))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining(output.resolve("kept.json") + " cannot be read: ")
                .hasMessageEndingWith(
                        ". It says how a lab that was left up is entered: was the output folder deleted?");
    }

    @Test
    void theKeyGoesWithTheLabAndNoOtherDoes() throws IOException {
        kept("qemu:///system");
        Path key = Files.writeString(output.resolve(KeptFile.KEY), "secret");

        KeptFile.forget(new LabRecord(new LabId("11111111"), Journal.read(state, ID)));
        assertThat(key).exists();
        KeptFile.forget(LabRecord.of(state, ID));
        assertThat(key).doesNotExist();
        assertThat(output.resolve(KeptFile.NAME)).exists();
    }
}
