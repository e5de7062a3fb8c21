package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.spec.ImageSpec;

class ImageStoreTests {

    private static final String SHA = HexFormat.of().formatHex(Sha256.digest().digest(SmallImages.mbr()));

    private static final String OTHER = "0".repeat(64);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Path cache = folder;
    private Path source = folder;

    @BeforeEach
    void image() throws IOException {
        cache = folder.resolve("cache");
        source = Files.write(folder.resolve("cloud.img"), SmallImages.mbr());
    }

    private ImageFiles ensure(ImageSpec spec) {
        return new ImageStore(cache).ensure(spec, line -> {});
    }

    @Test
    void anImageIsKeptUnderItsChecksumAndNotFetchedAgain() throws IOException {
        ImageFiles first = ensure(ImageSpec.cloud(source.toUri(), SHA));
        Files.delete(source);

        ImageFiles second = ensure(ImageSpec.cloud(source.toUri(), SHA));

        assertThat(second).isEqualTo(first);
        assertThat(Path.of(second.disk())).hasBinaryContent(SmallImages.mbr());
        assertThat(second.format()).isEqualTo("raw");
    }

    @Test
    void anImageWithAnotherChecksumIsRefusedAndNothingOfItKept() {
        assertThatThrownBy(() -> ensure(ImageSpec.cloud(source.toUri(), OTHER)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the image %s has SHA-256 %s, expected %s: it is another file than the spec names, or it came broken; nothing was kept of it",
                        source.toUri(), SHA, OTHER);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void anImageThatIsNotThereIsNamed() {
        URI missing = folder.resolve("missing.img").toUri();

        assertThatThrownBy(() -> ensure(ImageSpec.cloud(missing, SHA)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("there is no image %s; expected a qcow2 or raw file", folder.resolve("missing.img"));
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void anUnknownSchemeAndAUriWithoutAPathAreRefused() {
        assertThatThrownBy(() -> ensure(ImageSpec.cloud(URI.create("ftp://host/x.img"), SHA)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("the image ftp://host/x.img is of scheme 'ftp'; expected file, http or https");
        assertThatThrownBy(() -> ensure(ImageSpec.cloud(URI.create("file:x.img"), SHA)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("the image file:x.img names no path; expected file:///path, as Path.toUri() gives");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void anExistingImageAndItsKeyMustBeThere() throws IOException {
        Path key = folder.resolve("id");
        ImageSpec absent = ImageSpec.existing(folder.resolve("no.qcow2"), "root", key);
        ImageSpec keyless = ImageSpec.existing(source, "root", key);

        assertThatThrownBy(() -> ensure(absent))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("there is no image %s; expected a qcow2 file", folder.resolve("no.qcow2"));
        assertThatThrownBy(() -> ensure(keyless))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the image %s comes with the key %s, which cannot be read; expected a private key without a passphrase",
                        source, key);
        Files.writeString(key, "key");
        assertThat(ensure(keyless).privateKey()).hasValue(key);
        Files.writeString(source, "<html>");
        assertThatThrownBy(() -> ensure(keyless))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("the image %s is a web page (HTML or XML); ".formatted(source));
    }

    @Test
    void locatingFetchesAndBuildsNothing() {
        ImageStore store = new ImageStore(cache);

        assertThat(store.locate(ImageSpec.cloud(source.toUri(), SHA)).disk()).startsWith(cache.toString());
        assertThat(store.locate(ImageSpec.embedded()).disk()).startsWith(cache.toString());
        assertThat(cache).doesNotExist();
    }

    @Test
    void aHalfBuiltImageDoesNotCount() throws IOException {
        ImageStore store = new ImageStore(cache);
        ImageSpec.Embedded spec = new ImageSpec.Embedded(ImageSpec.FileSystem.EXT4);
        Path partial = Files.createDirectories(Path.of(store.folderOf(spec) + ".partial"));
        Files.writeString(partial.resolve("image.qcow2"), "half");

        assertThat(store.isBuilt(spec)).isFalse();
    }
}
