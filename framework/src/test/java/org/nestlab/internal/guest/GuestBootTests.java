package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.NoAnswerException;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.internal.ssh.LoopbackSshServer;
import org.nestlab.spec.Tier;

/** On paper but for the SSH server, which is a real one. */
@Timeout(60)
class GuestBootTests {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    @Test
    void noSessionStaysOpenToAGuestWhoseBootDoesNotFinish(@TempDir Path folder) throws IOException {
        try (PaperLab lab = new PaperLab(folder, Tier.EMULATED);
                LoopbackSshServer guest = new LoopbackSshServer(
                        lab.l1.access().hostKey(), lab.l1.access().labKey());
                LocalShell here = new LocalShell("L0 host")) {
            lab.host.connecting(() -> here.connect("127.0.0.1", guest.port(), CONNECT));
            guest.runFirst("systemctl() { echo maintenance; }");
            Files.writeString(lab.l1.consoleLog().file(), "nestlab: ssh ready\n", StandardOpenOption.APPEND);
            GuestBoot boot = new GuestBoot(lab.running.context().steps(), Duration.ofSeconds(3));

            assertThatThrownBy(() -> boot.awaitReady(lab.l1))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("its boot to finish");

            assertThat(guest.logins()).isPositive();
            Waiting.on("the end of all sessions", Duration.ofSeconds(5), Duration.ofMillis(50))
                    .untilTrue(() -> guest.sessions() == 0);
        }
    }
}
