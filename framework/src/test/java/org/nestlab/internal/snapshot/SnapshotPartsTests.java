package org.nestlab.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.libvirt.NodeInfo;
import org.nestlab.internal.plan.Plans;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** What of a host decides whether a snapshot is used, read from real files. */
class SnapshotPartsTests {

    private static final UUID OWNER = new UUID(1, 2);
    private static final String CAPABILITIES = """
            <capabilities>
              <host><cpu><arch>x86_64</arch><model>EPYC</model></cpu></host>
              <guest><os_type>hvm</os_type><arch name='x86_64'><emulator>%s</emulator>
                <machine maxCpus='255'>pc-i440fx-7.2</machine><machine maxCpus='288'>pc-q35-7.2</machine>
              </arch></guest>
            </capabilities>
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private NodeInfo node = new NodeInfo(2, 1L << 33, "QEMU", "9.0.0", "7.2.22");
    private String capabilities = "";

    @BeforeEach
    void files() throws IOException {
        Files.createDirectory(folder.resolve("lab"));
        for (String name : new String[] {"image.qcow2", "vmlinuz", "initrd.img"}) {
            Files.writeString(file(name), name);
        }
        Path emulator = folder.resolve("qemu-system-x86_64");
        Files.writeString(emulator, "7.2");
        capabilities = CAPABILITIES.formatted(emulator);
    }

    private Path file(String name) {
        return folder.resolve("lab").resolve(name);
    }

    private Map<String, String> parts() {
        try (LocalShell here = new LocalShell("L0 host")) {
            return SnapshotParts.of(
                    Plans.plan(LabSpec.kvmInKvm(), Tier.EMULATED, folder), OWNER, node, capabilities, here);
        }
    }

    private Optional<String> since(Map<String, String> was) {
        return SnapshotParts.difference(was, parts());
    }

    @Test
    void nothingDiffersWhereNothingWasDone() {
        assertThat(since(parts())).isEmpty();
    }

    @Test
    void anImageAKernelOrAnInitramfsThatIsGoneIsADifference() throws IOException {
        for (String name : new String[] {"image.qcow2", "vmlinuz", "initrd.img"}) {
            Map<String, String> was = parts();
            Files.delete(file(name));

            assertThat(since(was))
                    .hasValueSatisfying(line -> assertThat(line)
                            .startsWith("the file %s is not there; it was %d bytes of "
                                    .formatted(file(name), name.length())));
            Files.writeString(file(name), name);
        }
    }

    @Test
    void anotherFileInItsPlaceIsADifferenceThoughItsContentAndTimeAreEqual() throws IOException {
        Map<String, String> was = parts();
        Path copy = file("copy");
        Files.copy(file("vmlinuz"), copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, file("vmlinuz"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(since(was)).hasValueSatisfying(line -> assertThat(line).contains("vmlinuz is 7 bytes of"));
    }

    @Test
    void aFileThatWasWrittenToIsADifference() throws IOException {
        Map<String, String> was = parts();
        FileTime time = Files.getLastModifiedTime(file("image.qcow2"));
        Files.writeString(file("image.qcow2"), "more", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file("image.qcow2"), time);
        assertThat(since(was)).hasValueSatisfying(line -> assertThat(line).contains("image.qcow2 is 15 bytes of"));

        Map<String, String> longer = parts();
        Files.setLastModifiedTime(file("image.qcow2"), FileTime.fromMillis(time.toMillis() + 1));
        assertThat(since(longer)).hasValueSatisfying(line -> assertThat(line).contains("image.qcow2"));
    }

    @Test
    void anotherQemuIsADifference() throws IOException {
        Map<String, String> was = parts();
        node = new NodeInfo(2, 1L << 33, "QEMU", "9.0.0", "10.0.2");
        assertThat(since(was)).contains("QEMU is 10.0.2; it was 7.2.22");

        Map<String, String> newer = parts();
        Files.writeString(folder.resolve("qemu-system-x86_64"), "a rebuilt one of the same version");
        assertThat(since(newer))
                .hasValueSatisfying(line -> assertThat(line).contains("qemu-system-x86_64 is 33 bytes"));
    }

    @Test
    void anotherLibvirtIsADifference() {
        Map<String, String> was = parts();
        node = new NodeInfo(2, 1L << 33, "QEMU", "11.3.0", "7.2.22");

        assertThat(since(was)).contains("libvirt is 11.3.0; it was 9.0.0");
    }

    @Test
    void aMachineTypeThatIsGoneIsADifference() {
        Map<String, String> was = parts();
        capabilities = capabilities.replace("<machine maxCpus='288'>pc-q35-7.2</machine>", "");

        assertThat(since(was))
                .hasValueSatisfying(line -> assertThat(line).startsWith("what libvirt computes of the CPU is "));
    }

    @Test
    void anotherAmountOfMemoryOfTheHostIsNone() {
        Map<String, String> was = parts();
        node = new NodeInfo(2, 1L << 34, "QEMU", "9.0.0", "7.2.22");

        assertThat(since(was)).isEmpty();
    }
}
