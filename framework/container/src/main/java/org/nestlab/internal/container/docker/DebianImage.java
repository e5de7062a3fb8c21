package org.nestlab.internal.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.spec.HypervisorSpec;

/**
 * The image of a Debian release's hypervisor: built from Debian's packages where this machine can, which pulls nothing,
 * and otherwise by the Dockerfile, whose base is pulled.
 */
final class DebianImage {

    static final String LABEL = "org.nestlab.hypervisor";

    /** A slow mirror has taken four minutes. */
    private static final Duration BUILD = Duration.ofMinutes(20);

    private final DockerClient docker;
    private final HypervisorSpec.Debian hypervisor;
    private final String name;

    DebianImage(DockerClient docker, HypervisorSpec.Debian hypervisor) {
        this.docker = docker;
        this.hypervisor = hypervisor;
        this.name = HypervisorImageSources.imageOf(hypervisor);
    }

    /**
     * Builds it.
     *
     * @throws HostNotCapableException if it cannot be built
     */
    void build(Path cache, Consumer<String> progress) {
        try (LocalShell shell = new LocalShell("L0 host")) {
            Files.createDirectories(cache);
            Path sources = Files.createTempDirectory("nestlab-hypervisor");
            try {
                HypervisorImageSources.extract(sources);
                if (shell.run(Command.shell("command -v mmdebstrap")).succeeded()) {
                    fromPackages(shell, sources, cache, progress);
                } else {
                    progress.accept("hypervisor: no mmdebstrap here, building by the Dockerfile");
                    byDockerfile(sources);
                }
            } finally {
                HypervisorImageSources.delete(sources);
            }
        } catch (IOException e) {
            HostNotCapableException failure = refused("the folder %s cannot be written: %s".formatted(cache, e));
            failure.initCause(e);
            throw failure;
        }
    }

    private void fromPackages(LocalShell shell, Path sources, Path cache, Consumer<String> progress)
            throws IOException {
        Path context = cache.resolve(name.substring(name.indexOf(':') + 1) + ".tar");
        progress.accept("hypervisor: building %s from Debian's packages".formatted(name));
        CommandResult built = shell.run(Command.of(
                        "bash",
                        sources.resolve("build-root.sh").toString(),
                        "--suite",
                        hypervisor.release().word(),
                        "--out",
                        context.toString())
                .withTimeout(BUILD));
        if (!built.succeeded()) {
            throw refused(built.stderr().strip());
        }
        built.stdout().lines().forEach(progress);
        try (InputStream tar = Files.newInputStream(context)) {
            run(docker.buildImageCmd().withTarInputStream(tar));
        } finally {
            Files.deleteIfExists(context);
        }
    }

    private void byDockerfile(Path sources) {
        String release = hypervisor.release().word();
        String plain = release.replace("-backports", "");
        run(docker.buildImageCmd(sources.resolve("Dockerfile").toFile())
                .withBuildArg("RELEASE", plain)
                .withBuildArg("BACKPORTS", release.equals(plain) ? "" : release));
    }

    private void run(BuildImageCmd build) {
        try {
            build.withTags(Set.of(name))
                    .withLabels(Map.of(LABEL, hypervisor.release().word()))
                    .exec(new BuildImageResultCallback())
                    .awaitImageId();
        } catch (RuntimeException e) {
            HostNotCapableException failure = refused(DockerTrouble.root(e));
            failure.initCause(e);
            throw failure;
        }
    }

    private HostNotCapableException refused(String why) {
        return new HostNotCapableException(
                "L0 host: the image %s of %s is not there and cannot be built: %s. Expected: mmdebstrap and Debian's sources (nestlab setup), or a registry to pull debian:%s-slim from"
                        .formatted(
                                name,
                                hypervisor.words(),
                                why,
                                hypervisor.release().word().replace("-backports", "")));
    }
}
