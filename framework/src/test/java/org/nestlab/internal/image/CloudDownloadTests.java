package org.nestlab.internal.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.engine.ChildJvm;
import org.nestlab.spec.ImageSpec;

/** A download that is not what was asked for leaves nothing behind. */
class CloudDownloadTests {

    /** How long a server may be silent that is not expected to fall silent: longer than a busy machine pauses. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final byte[] IMAGE = SmallImages.mbr();

    @TempDir
    private Path cache = Path.of("set by JUnit");

    private final HttpServer server = listening();

    private static HttpServer listening() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that fetches an image. */
    public static void main(String[] arguments) {
        ImageSpec.Cloud spec = ImageSpec.cloud(URI.create(arguments[0]), "0".repeat(64));
        new CloudImage(Path.of(arguments[1]), spec, 1 << 20, PATIENCE).fetch();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Answers with a status, and that length told before the body. */
    private URI serving(int status, long length, byte[] body) {
        server.createContext("/image", exchange -> {
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        return URI.create(
                "http://127.0.0.1:%d/image".formatted(server.getAddress().getPort()));
    }

    /** Answers with the beginning of an image. */
    private URI stalling(CountDownLatch over) {
        server.createContext("/image", exchange -> {
            exchange.sendResponseHeaders(200, IMAGE.length);
            exchange.getResponseBody().write(IMAGE, 0, 100);
            exchange.getResponseBody().flush();
            awaitQuietly(over);
            exchange.close();
        });
        return URI.create(
                "http://127.0.0.1:%d/image".formatted(server.getAddress().getPort()));
    }

    private Path fetch(URI location, byte[] wanted, long mostBytes) {
        return fetch(location, wanted, mostBytes, PATIENCE);
    }

    private Path fetch(URI location, byte[] wanted, long mostBytes, Duration patience) {
        ImageSpec.Cloud spec = ImageSpec.cloud(
                location, HexFormat.of().formatHex(Sha256.digest().digest(wanted)));
        return Path.of(new CloudImage(cache, spec, mostBytes, patience).fetch().disk());
    }

    @Test
    void whatWasAskedForIsKept() {
        assertThat(fetch(serving(200, IMAGE.length, IMAGE), IMAGE, IMAGE.length))
                .hasBinaryContent(IMAGE);
    }

    @Test
    void anotherChecksumIsRefused() {
        URI location = serving(200, IMAGE.length, IMAGE);

        assertThatThrownBy(() -> fetch(location, "another".getBytes(UTF_8), 1 << 20))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining(
                        "it is another file than the spec names, or it came broken; nothing was kept of it");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aDownloadThatIsCutShortIsRefused() {
        URI location = serving(200, IMAGE.length + 10L, IMAGE);

        assertThatThrownBy(() -> fetch(location, IMAGE, 1 << 20))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageStartingWith("L0 host: the image %s cannot be copied to ".formatted(location))
                .hasMessageEndingWith(
                        ". Expected: an address that this host reaches, and a folder with room for the image; set nestlab.image.dir to another folder");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aServerThatSendsMoreThanAnImageHasIsNotListenedTo() {
        URI location = serving(200, 0, new byte[3 << 20]);

        assertThatThrownBy(() -> fetch(location, IMAGE, 1 << 20))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the image %s has more than 1 MiB; expected an image of a guest; nothing was kept of it",
                        location);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() {
        CountDownLatch over = new CountDownLatch(1);
        URI location = stalling(over);

        try {
            assertThatThrownBy(() -> fetch(location, IMAGE, 1 << 20, Duration.ofSeconds(2)))
                    .isInstanceOf(HostNotCapableException.class)
                    .hasMessageContaining(": java.io.IOException: nothing came for 2 s. Expected: ");
        } finally {
            // Otherwise the server waits for its handler, and the test that has failed never ends.
            over.countDown();
        }
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aProcessThatIsAskedToEndLeavesNoHalfOfAnImage() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        URI location = stalling(over);
        try (ChildJvm child = ChildJvm.start(
                CloudDownloadTests.class.getName(), Map.of(), List.of(location.toString(), cache.toString()))) {
            await().atMost(PATIENCE).until(() -> !files().isEmpty());

            child.signal("TERM");
            child.awaitEnd(PATIENCE);
        } finally {
            over.countDown();
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void whatKilledProcessesHaveLeftGoes() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        left("cloud-%d-1.partial".formatted(gone.pid()), Duration.ofHours(3));
        left("cloud-%d-2.partial".formatted(gone.pid()), Duration.ofMinutes(3));
        left("cloud-%d-3.partial".formatted(ProcessHandle.current().pid()), Duration.ofHours(3));
        left("cloud-of-somebody.partial", Duration.ofHours(3));

        Path image = fetch(serving(200, IMAGE.length, IMAGE), IMAGE, IMAGE.length);

        assertThat(files())
                .containsExactlyInAnyOrder(
                        image.getFileName().toString(),
                        "cloud-%d-2.partial".formatted(gone.pid()),
                        "cloud-%d-3.partial".formatted(ProcessHandle.current().pid()),
                        "cloud-of-somebody.partial");
    }

    private void left(String name, Duration ago) throws IOException {
        Path file = Files.writeString(cache.resolve(name), "half");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anErrorIsNoImage() {
        URI location = serving(404, IMAGE.length, IMAGE);

        assertThatThrownBy(() -> fetch(location, IMAGE, 1 << 20))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("there is no image at %s: the server answered 404", location);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void anAddressWithAPasswordIsRefusedUnshown() {
        assertThatThrownBy(() -> ImageSpec.cloud(URI.create("https://ci:s3cret@host/x.img"), "0".repeat(64)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the image's address at host holds a user name, which would be in every report of the lab: fetch the file yourself and name it as file:///path");
    }

    @Test
    void anImageThatHasOtherFilesReadIsRefused() {
        byte[] backing = qcow2(2, 104, 0);
        byte[] external = qcow2(3, 0, 1 << 2);
        byte[] cut = Arrays.copyOf(qcow2(3, 0, 0), 20);
        byte[] alone = SmallImages.qcow2();

        for (byte[] reaching : new byte[][] {backing, external}) {
            assertRefused(reaching, "has parts in another file, which would be read from this host");
        }
        assertRefused(cut, "has 20 bytes; expected a whole qcow2 image");
        assertThat(fetch(serving(200, alone.length, alone), alone, 1 << 20)).hasBinaryContent(alone);
    }

    private void assertRefused(byte[] image, String why) {
        URI location = serving(200, image.length, image);
        assertThatThrownBy(() -> fetch(location, image, 1 << 20))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining(why);
        assertThat(cache).isEmptyDirectory();
        server.removeContext("/image");
    }

    /** The fields by their places in QEMU's description of the format. */
    private static byte[] qcow2(int version, long backingFile, long incompatible) {
        return ByteBuffer.allocate(512)
                .putInt(0, 0x514649fb)
                .putInt(4, version)
                .putLong(8, backingFile)
                .putLong(72, incompatible)
                .array();
    }
}
