package org.nestlab.internal.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.spec.ImageSpec;

class DiskImageTests {

    private static final Pattern CONTROL = Pattern.compile("\\(([0-9a-f]{2})\\)");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private String format(byte[] content) throws IOException {
        return DiskImage.format(Files.write(folder.resolve("image"), content), "NAME");
    }

    @Test
    void disksThatAGuestBootsFromAreTaken() throws IOException {
        assertThat(format(SmallImages.qcow2())).isEqualTo("qcow2");
        for (byte[] raw : List.of(
                SmallImages.mbr(), SmallImages.gpt(), SmallImages.ext(), SmallImages.xfs(), SmallImages.btrfs())) {
            assertThat(format(raw)).isEqualTo("raw");
        }
    }

    @Test
    void aDiskThatIsCutShortIsRefused() {
        for (byte[] raw : List.of(
                SmallImages.mbr(), SmallImages.gpt(), SmallImages.ext(), SmallImages.xfs(), SmallImages.btrfs())) {
            assertThatThrownBy(() -> format(Arrays.copyOf(raw, raw.length - 512)))
                    .isInstanceOf(LabConfigurationException.class)
                    .hasMessage(
                            "the image NAME is cut short: it has %d bytes, and its partitions or file system %d; expected a qcow2 image or a raw disk: fetch it again",
                            raw.length - 512, raw.length);
        }
        assertThatThrownBy(() -> format(new byte[0])).hasMessageStartingWith("the image NAME is empty; ");
    }

    @Test
    void aQcow2ThatIsCutShortIsRefused() {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/qemu-img")), "qemu-img, which finds that, is not installed");
        byte[] whole = SmallImages.qcow2();

        assertThatThrownBy(() -> format(Arrays.copyOf(whole, whole.length - (1 << 17))))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith(
                        "the image NAME is a qcow2 image that is cut short or damaged (qemu-img check: ")
                .hasMessageEndingWith("); expected a qcow2 image or a raw disk: fetch it again");
    }

    /**
     * The first bytes of files that qemu-img, xz, gzip, bzip2, zstd, lz4, zip, tar and genisoimage wrote; _ stands for
     * a NUL, (04) for a byte.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|BZh91AY&SY|is compressed by bzip2; expected a qcow2 image or a raw disk: unpack it: bunzip2 FILE",
                "0|(04)\"M(18)d@|is compressed by lz4",
                "0|PK(03)(04)|is a zip archive",
                "257|ustar|is a tar archive; expected a qcow2 image or a raw disk: unpack it, and name the image that is in it; an .ova holds a vmdk",
                "0|KDMV(01)|is a VMware disk (vmdk); expected a qcow2 image or a raw disk: convert it: qemu-img convert -O qcow2 FILE IMAGE.qcow2",
                "0|# Disk DescriptorFile|is the description of a VMware disk (vmdk)",
                "0|vhdxfileQ|is a Hyper-V disk (vhdx)",
                "0|conectix|is a Hyper-V disk (vhd)",
                "64|\u007f\u0010\u00da\u00be|is a VirtualBox disk (vdi)",
                "0|QED_|is a QED disk",
                "0|WithouFreSpacExt|is a Parallels disk",
                "0|QFI\u00fb___(01)|is qcow of version 1; expected version 2 or 3",
                "0|QFI\u00fb___(09)|is qcow of version 9; expected version 2 or 3",
                "32769|CD001|is a CD image (ISO 9660); expected a qcow2 image or a raw disk: take the distribution's cloud image: this one installs a system",
                "0|LUKS\u00ba\u00be|is encrypted by LUKS",
                "0|<!DOCTYPE html><html>|is a web page (HTML or XML)",
                "0|\u00ef\u00bb\u00bf <HTML lang=en>|is a web page (HTML or XML)",
                "0|<?xml version='1.0'?><Error><Code>AccessDenied|is a web page (HTML or XML)",
                "0|not a disk|is neither qcow2 nor a disk with a partition table or a file system",
                "0|Not Found|is neither qcow2 nor a disk with a partition table or a file system",
                "510|U\u00aa|is neither qcow2 nor a disk with a partition table or a file system"
            })
    void anythingElseIsRefusedByItsName(int at, String bytes, String is) {
        byte[] content = new byte[100_000];
        byte[] begin = CONTROL.matcher(bytes.replace('_', '\0'))
                .replaceAll(hex -> Character.toString((char) Integer.parseInt(hex.group(1), 16)))
                .getBytes(ISO_8859_1);
        System.arraycopy(begin, 0, content, at, begin.length);

        assertThatThrownBy(() -> format(content))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("the image NAME " + is);
    }

    @Test
    void anEncryptedQcow2IsRefused() {
        byte[] image = SmallImages.qcow2();
        image[35] = 2;

        assertThatThrownBy(() -> format(image))
                .hasMessage("the image NAME is encrypted; expected one that is not: a lab has no passphrase for it");
    }

    @ParameterizedTest
    @CsvSource({"gzip,.gz", "xz,.xz", "zstd,.zst"})
    void aCompressedImageIsUnpackedAndKeptUnderTheChecksumOfItsFile(String program, String suffix)
            throws IOException, InterruptedException {
        byte[] image = SmallImages.mbr();
        Path packed = packed(program, image);
        String sha = sha(packed);

        Path kept = Path.of(new CloudImage(folder.resolve("cache"), ImageSpec.cloud(packed.toUri(), sha))
                .fetch()
                .disk());

        assertThat(kept).hasBinaryContent(image).hasFileName("cloud-" + sha.substring(0, 16) + ".img");
        assertThat(kept.getParent()).isDirectoryNotContaining(file -> !file.equals(kept));
        assertThatThrownBy(() -> DiskImage.format(packed, "NAME"))
                .as("one that is named by its path is not unpacked beside it")
                .hasMessage(
                        "the image NAME is compressed by %s; expected a qcow2 image or a raw disk: unpack it: %s -d FILE%s",
                        program, program, suffix);
    }

    @Test
    void whatIsPackedIsLookedAtToo() throws IOException, InterruptedException {
        Path packed = packed("xz", "not a disk".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> fetch(packed, 1 << 20))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("the image %s is neither qcow2 nor a disk".formatted(packed.toUri()));
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void aFileThatUnpacksToMoreThanAnImageHasIsRefused() throws IOException, InterruptedException {
        Path packed = packed("gzip", new byte[4 << 20]);

        assertThatThrownBy(() -> fetch(packed, 1 << 20))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the image %s has more than 1 MiB when it is unpacked; expected an image of a guest; nothing was kept of it",
                        packed.toUri());
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void aPackedFileThatIsCutShortIsRefused() throws IOException, InterruptedException {
        Path packed = packed("xz", SmallImages.qcow2());
        byte[] all = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(all, all.length - 20));

        assertThatThrownBy(() -> fetch(packed, 1 << 20))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("the image %s cannot be unpacked, xz ended with 1: ".formatted(packed.toUri()));
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void aProgramThatIsNotInstalledIsNamed() throws IOException {
        Path packed = Files.write(folder.resolve("packed"), new byte[10]);

        assertThatThrownBy(() -> new Compression("no-such-program", ".no", List.of(1))
                        .unpack(packed, folder.resolve("image"), 100, "NAME"))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageContaining("install no-such-program, or unpack the image and name that");
    }

    private void fetch(Path packed, long mostBytes) throws IOException {
        new CloudImage(
                        folder.resolve("cache"),
                        ImageSpec.cloud(packed.toUri(), sha(packed)),
                        mostBytes,
                        java.time.Duration.ofSeconds(5))
                .fetch();
    }

    private static String sha(Path file) throws IOException {
        return java.util.HexFormat.of().formatHex(Sha256.digest().digest(Files.readAllBytes(file)));
    }

    private Path packed(String program, byte[] content) throws IOException, InterruptedException {
        Path packed = folder.resolve("packed");
        Process process = new ProcessBuilder(program, "-c")
                .redirectInput(Files.write(folder.resolve("plain"), content).toFile())
                .redirectOutput(packed.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return packed;
    }
}
