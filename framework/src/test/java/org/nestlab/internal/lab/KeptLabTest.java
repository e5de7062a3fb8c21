package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.ssh.HostKeyCheck;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.internal.ssh.SshIdentity;
import org.nestlab.internal.ssh.SshTarget;

/** How a lab that is left up is entered: by the lab's key, and to the guests that are meant. */
class KeptLabTest {

    private static final LabKeys KEY = LabKeys.generate("nestlab-0badcafe");

    private static SshTarget target(String host, HostKeyCheck check) {
        return new SshTarget("L1 hypervisor", host, 22, "root", new SshIdentity.Lab(KEY), check);
    }

    @Test
    void sshIsToldTheHostKeysThatAreKnown() {
        SshTarget known = target("10.0.0.10", new HostKeyCheck.Exactly(KEY.publicKeyLine()));
        SshTarget untold = target("10.0.0.11", new HostKeyCheck.FirstSeen());

        assertThat(KeptLab.knownHosts(List.of(known, untold))).isEqualTo("10.0.0.10 " + KEY.publicKeyLine() + "\n");
    }

    @Test
    void theLineCanBeCopiedIntoAShell() {
        SshTarget guest = target("10.0.0.10", new HostKeyCheck.FirstSeen());

        assertThat(KeptLab.enter(guest, Path.of("/a b/id_ed25519"), Path.of("/c/known_hosts")))
                .isEqualTo(
                        "ssh -i '/a b/id_ed25519' -o UserKnownHostsFile=/c/known_hosts -o StrictHostKeyChecking=accept-new root@10.0.0.10");
    }
}
