package org.nestlab.internal.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.spec.ImageSpec;

/**
 * A cloud image, which is cached under its checksum, so the cache never has another file than the one that was asked
 * for.
 */
final class CloudImage {

    /** More than the size of any distribution's cloud image. */
    private static final long MOST_BYTES = 32L << 30;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ImageSpec.Cloud spec;
    private final long mostBytes;
    private final Duration patience;
    private final Path file;

    CloudImage(Path imageDir, ImageSpec.Cloud spec) {
        this(imageDir, spec, MOST_BYTES, PATIENCE);
    }

    /**
     * @param mostBytes that are taken of a download
     * @param patience until a server begins to answer, and between two pieces of what it sends
     */
    CloudImage(Path imageDir, ImageSpec.Cloud spec, long mostBytes, Duration patience) {
        this.spec = spec;
        this.mostBytes = mostBytes;
        this.patience = patience;
        this.file = imageDir.resolve("cloud-" + spec.sha256().substring(0, 16) + ".img");
    }

    /**
     * Brings the image to the cache unless it is there.
     *
     * @throws LabConfigurationException if there is no such image, its checksum is another, or no guest can boot from
     *     it
     */
    ImageFiles fetch() {
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(file.getParent());
                try (PartialFile made = PartialFile.beside(file)) {
                    made.sweep();
                    Path partial = made.path();
                    copyTo(partial);
                    verify(partial);
                    unpack(partial);
                    DiskImage.format(partial, spec.location().toString());
                    // QEMU reads it as another user.
                    Files.setPosixFilePermissions(
                            partial, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
                    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new HostNotCapableException(
                        "L0 host: the image %s cannot be copied to %s: %s. Expected: an address that this host reaches, and a folder with room for the image; set nestlab.image.dir to another folder"
                                .formatted(spec.location(), file, e),
                        e);
            }
        }
        return files();
    }

    private void copyTo(Path target) throws IOException {
        URI location = spec.location();
        String scheme = Optional.ofNullable(location.getScheme()).orElse("file");
        switch (scheme) {
            case "file" -> {
                Path source = Path.of(Optional.ofNullable(location.getPath())
                        .orElseThrow(() -> new LabConfigurationException(
                                "the image %s names no path; expected file:///path, as Path.toUri() gives"
                                        .formatted(location))));
                if (!Files.isRegularFile(source)) {
                    throw new LabConfigurationException(
                            "there is no image %s; expected a qcow2 or raw file".formatted(source));
                }
                Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
            }
            case "http", "https" -> download(location, target);
            default ->
                throw new LabConfigurationException(
                        "the image %s is of scheme '%s'; expected file, http or https".formatted(location, scheme));
        }
    }

    private void download(URI location, Path target) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(location).timeout(patience).build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new LabConfigurationException("there is no image at %s: the server answered %d"
                            .formatted(location, response.statusCode()));
                }
                copy(location, body, target);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException("fetching the image " + location + " was interrupted", e);
        }
    }

    /** The limit of a download, however much the server sends. */
    private void copy(URI location, InputStream body, Path target) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long left = mostBytes;
        try (OutputStream out = Files.newOutputStream(target);
                StallWatch stream = new StallWatch(body, patience)) {
            for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
                left -= n;
                if (left < 0) {
                    throw new LabConfigurationException(
                            "the image %s has more than %d MiB; expected an image of a guest; nothing was kept of it"
                                    .formatted(location, mostBytes >> 20));
                }
                out.write(chunk, 0, n);
            }
        }
    }

    /** What is kept is the image; its checksum is that of the file as it is published. */
    private void unpack(Path partial) throws IOException {
        Optional<Compression> compression = Compression.of(DiskImage.head(partial));
        if (compression.isPresent()) {
            try (PartialFile image = PartialFile.beside(file)) {
                compression
                        .get()
                        .unpack(
                                partial,
                                image.path(),
                                mostBytes,
                                spec.location().toString());
                Files.move(image.path(), partial, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void verify(Path fetched) throws IOException {
        String seen = Checksums.sha256(fetched);
        if (!seen.equals(spec.sha256())) {
            throw new LabConfigurationException(
                    "the image %s has SHA-256 %s, expected %s: it is another file than the spec names, or it came broken; nothing was kept of it"
                            .formatted(spec.location(), seen, spec.sha256()));
        }
    }

    /**
     * The paths, whether or not anything is there yet. Without a kernel: one that its spec brings is the plan's
     * business, and its boot loader nobody's.
     */
    ImageFiles files() {
        return new ImageFiles(
                "cloud-" + spec.sha256(),
                file.toString(),
                Files.exists(file) ? kept(file) : "qcow2",
                Optional.empty(),
                spec.user(),
                Optional.empty());
    }

    /** The format of an image that was looked at before it was kept. */
    private static String kept(Path image) {
        try {
            return Qcow2.isOne(image) ? "qcow2" : "raw";
        } catch (IOException e) {
            throw new LabConfigurationException("the image %s cannot be read: %s".formatted(image, e), e);
        }
    }
}
