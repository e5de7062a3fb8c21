package org.nestlab.internal.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.internal.plan.LabId;

class ContainerFolderTests {

    private static final LabId LAB = new LabId("0badcafe");

    @TempDir
    private Path state;

    @Test
    void theUriTellsWhereTheLogsAre() {
        String uri = ContainerFolder.of(Path.of("/var/lib/nestlab"), LAB).uri();

        assertThat(uri).isEqualTo("qemu+unix:///system?socket=/var/lib/nestlab/containers/0badcafe/run/libvirt-sock");
        assertThat(LibvirtUri.qemuLogs(uri)).isEqualTo("/var/lib/nestlab/containers/0badcafe/log");
        assertThat(LibvirtUri.qemuLogs("qemu:///system")).isEqualTo("/var/log/libvirt/qemu");
        assertThat(LibvirtUri.qemuLogs("qemu+unix:///system?socket=/run/other/libvirt-sock"))
                .isEqualTo("/var/log/libvirt/qemu");
    }

    @Test
    void anotherOfTheSameLabIsInItWithANameOfItsOwn() {
        ContainerFolder first = ContainerFolder.of(Path.of("/var/lib/nestlab"), LAB);
        ContainerFolder second = first.another(2);

        assertThat(first.container()).isEqualTo("nestlab-0badcafe");
        assertThat(second.container()).isEqualTo("nestlab-0badcafe-2");
        assertThat(second.path()).isEqualTo(first.path().resolve("2"));
        assertThat(LibvirtUri.qemuLogs(second.uri())).isEqualTo("/var/lib/nestlab/containers/0badcafe/2/log");
    }

    @Test
    void isMade() {
        ContainerFolder folder = ContainerFolder.of(state, LAB);

        folder.make();

        assertThat(folder.run()).isDirectory();
        assertThat(folder.log()).isDirectory();
    }

    @Test
    void aPathThatIsTooLongForASocketIsRefusedBeforeAnythingIsMade() {
        Path deep = state.resolve("x".repeat(100));

        assertThatThrownBy(() -> ContainerFolder.of(deep, LAB).make())
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageStartingWith("L0 host: " + deep + "/containers/0badcafe/run/libvirt-sock is ")
                .hasMessageEndingWith(
                        " characters long, and the path of a socket ends at 107: set nestlab.state.dir to a folder with a shorter path");
        assertThat(deep).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Path file = Files.createFile(state.resolve("containers"));

        assertThatThrownBy(() -> ContainerFolder.of(state, LAB).make())
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageStartingWith("L0 host: the folder " + file + "/0badcafe cannot be made: ");
    }
}
