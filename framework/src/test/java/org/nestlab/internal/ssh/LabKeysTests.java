package org.nestlab.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.shell.LocalFiles;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

class LabKeysTests {

    private final LabKeys keys = LabKeys.generate("nestlab-1");

    @Test
    void sshKeygenDerivesThePublicKeyFromThePrivateOne(@TempDir Path folder) throws IOException {
        LocalShell shell = new LocalShell("L0 host");
        assumeTrue(shell.run(Command.shell("command -v ssh-keygen")).succeeded(), "no ssh-keygen here");
        Path file = folder.resolve("id with a space");
        LocalFiles.write(keys.privateKeyFile().getBytes(java.nio.charset.StandardCharsets.UTF_8), file, 0600);

        CommandResult result = shell.run(Command.of("ssh-keygen", "-y", "-f", file.toString()));

        assertThat(result.orThrow().text()).isEqualTo(keys.publicKeyLine());
    }

    @Test
    void sshjReadsThePrivateKeyFile() throws IOException {
        OpenSSHKeyV1KeyFile file = new OpenSSHKeyV1KeyFile();
        file.init(new StringReader(keys.privateKeyFile()));

        assertThat(file.getPrivate().getEncoded())
                .endsWith(java.util.Arrays.copyOfRange(keys.pair().getPrivate().getEncoded(), 16, 48));
        assertThat(new Buffer.PlainBuffer().putPublicKey(file.getPublic()).getCompactData())
                .isEqualTo(Base64.getDecoder().decode(keys.publicKeyLine().split(" ", 3)[1]));
    }

    @Test
    void minaReadsBothForms() {
        assertThat(KeyUtils.compareKeys(
                        LoopbackSshServer.asMinaReadsIt(keys).getPublic(),
                        LoopbackSshServer.publicKeyAsMinaReadsIt(keys)))
                .isTrue();
    }

    @Test
    void aPrivateKeyFileIsReadBack() {
        LabKeys again = LabKeys.parse(keys.privateKeyFile());

        assertThat(again.publicKeyLine()).isEqualTo(keys.publicKeyLine());
        assertThat(again.pair().getPrivate().getEncoded())
                .isEqualTo(keys.pair().getPrivate().getEncoded());
    }

    @Test
    void whatIsNotAWholeKeyIsRefused() {
        String whole = keys.privateKeyFile();

        assertThatThrownBy(() -> LabKeys.parse(whole.substring(0, 200)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the text is not an unencrypted Ed25519 key of OpenSSH: ");
        assertThatThrownBy(() -> LabKeys.parse("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyKeyIsAnother() {
        assertThat(LabKeys.generate("nestlab-1").publicKeyLine()).isNotEqualTo(keys.publicKeyLine());
    }

    @Test
    void theCommentIsOneWord() {
        assertThatThrownBy(() -> LabKeys.generate("two words"))
                .hasMessage("a key's comment is one word, not 'two words'");
    }
}
