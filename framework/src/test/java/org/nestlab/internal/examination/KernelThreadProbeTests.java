package org.nestlab.internal.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.diagnosis.Answer;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/** The script itself, with a program in the place of virsh that answers as QEMU 7.2 does. */
@Timeout(60)
class KernelThreadProbeTests {

    @TempDir
    Path folder;

    private String card = "virtio-net";
    private String features = "VIRTIO_NET_F_GUEST_ANNOUNCE: Driver can send announcements";

    /** @param counts what the queue's count is, one after the other, the last for ever */
    private Answer looks(String... counts) throws IOException {
        Files.writeString(folder.resolve("counts"), String.join("\n", counts) + "\n");
        Path virsh = Files.writeString(
                folder.resolve("virsh"), """
                #!/bin/sh
                cd %s || exit 9
                case "$*" in
                  '-q -c qemu:///system qemu-monitor-command uuid {"execute":"x-query-virtio"}')
                    echo '{"return":[{"path":"/machine/peripheral/virtio-disk0/virtio-backend","name":"virtio-blk"},{"path":"/machine/peripheral/net0/virtio-backend","name":"%s"}],"id":"libvirt-16"}' ;;
                  *'"x-query-virtio-status","arguments":{"path":"/machine/peripheral/net0/virtio-backend"}}')
                    echo '{"return":{"num-vqs":5,"host-features":{"dev-features":["VIRTIO_NET_F_GUEST_ANNOUNCE: x"]},"guest-features":{"transports":[],"dev-features":["%s"]}},"id":"libvirt-17"}' ;;
                  *'"x-query-virtio-queue-status","arguments":{"path":"/machine/peripheral/net0/virtio-backend","queue":4}}')
                    echo '{"return":{"signalled-used":3,"queue-index":4,"used-idx":'$(head -n 1 counts)',"vring-num":64},"id":"libvirt-18"}'
                    [ $(wc -l <counts) = 1 ] || sed -i 1d counts ;;
                  *'"announce-self"'*) touch announced; echo '{"return":{}}' ;;
                  *) echo "not understood: $*" >&2; exit 9 ;;
                esac
                """.formatted(Command.quote(folder.toString()), card, features));
        Files.setPosixFilePermissions(virsh, PosixFilePermissions.fromString("rwxr-xr-x"));
        String path = "PATH=%s:$PATH; export PATH\n".formatted(Command.quote(folder.toString()));
        return KernelThreadProbe.of(new LocalShell("L0 host")
                .run(Command.shell(path + KernelThreadProbe.script("qemu:///system", "uuid", 4, 0.05))));
    }

    @Test
    void aKernelThatTakesNoteRunsItsThreads() throws IOException {
        assertThat(looks("9", "10")).isEqualTo(Answer.YES);
        assertThat(looks("65535", "65535", "65535", "0"))
                .as("late, and the count begins anew")
                .isEqualTo(Answer.YES);
    }

    @Test
    void oneThatDoesNotRunsNone() throws IOException {
        assertThat(looks("9")).isEqualTo(Answer.NO);
        assertThat(folder.resolve("announced")).exists();
    }

    @Test
    void aGuestThatKnowsNoAnnouncementsTellsNothing() throws IOException {
        features = "VIRTIO_NET_F_MAC: it has one";

        assertThat(looks("9")).isEqualTo(Answer.UNTOLD);
        assertThat(folder.resolve("announced")).doesNotExist();
    }

    @Test
    void norDoesOneWithoutSuchACard() throws IOException {
        card = "virtio-balloon";

        assertThat(looks("9")).isEqualTo(Answer.UNTOLD);
    }

    @Test
    void norDoesACountThatCannotBeRead() throws IOException {
        assertThat(looks("null")).isEqualTo(Answer.UNTOLD);
        assertThat(looks("9", "null")).isEqualTo(Answer.UNTOLD);
    }
}
