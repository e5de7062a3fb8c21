package org.nestlab.internal.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.NoAnswerException;
import org.nestlab.internal.container.ContainerPlan;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.container.docker.DockerTrouble.Sight;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.spec.HypervisorSpec;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Docker, as Testcontainers finds it: on this machine, by DOCKER_HOST or at its usual socket. */
public final class Docker implements Containers {

    static final String LAB = "org.nestlab.lab";
    static final String OWNER = "org.nestlab.owner";

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final String START = "/nestlab-start.sh";
    private static final Duration LISTENING = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOG_LINES = 200;

    @Override
    public String image(HypervisorSpec hypervisor, Path cache, Consumer<String> progress) {
        DockerClient docker = client();
        String name = name(hypervisor);
        if (isThere(docker, name)) {
            return name;
        }
        if (hypervisor instanceof HypervisorSpec.Debian debian) {
            new DebianImage(docker, debian).build(cache, progress);
        } else {
            pull(docker, name);
        }
        return name;
    }

    private static String name(HypervisorSpec hypervisor) {
        if (hypervisor instanceof HypervisorSpec.Debian debian) {
            return HypervisorImageSources.imageOf(debian);
        }
        if (hypervisor instanceof HypervisorSpec.Image image) {
            return image.name();
        }
        throw new IllegalArgumentException("no container: " + hypervisor);
    }

    private static boolean isThere(DockerClient docker, String name) {
        try {
            docker.inspectImageCmd(name).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static void pull(DockerClient docker, String name) {
        try {
            docker.pullImageCmd(name).start().awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notPulled(name, "interrupted", e);
        } catch (RuntimeException e) {
            throw notPulled(name, DockerTrouble.root(e), e);
        }
    }

    private static HostNotCapableException notPulled(String name, String why, Exception cause) {
        return new HostNotCapableException(
                "L0 host: there is no image %s, and it cannot be pulled: %s. Expected: a name that `docker images` lists or a registry has, or HypervisorSpec.debian(…), whose image is made here"
                        .formatted(name, why),
                cause);
    }

    @Override
    public String start(ContainerPlan plan) {
        plan.folder().make();
        try {
            Files.createDirectories(plan.disks());
            Object user = Files.getAttribute(plan.folder().run(), "unix:uid");
            Object group = Files.getAttribute(plan.folder().run(), "unix:gid");
            TestcontainersReuse.of(() -> {
                container(plan, user, group).start();
                return plan;
            });
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the folder %s cannot be made: %s; set nestlab.state.dir".formatted(plan.disks(), e), e);
        } catch (RuntimeException e) {
            throw new HostNotCapableException(
                    "L0 host: the container %s of %s cannot be started: %s. Its rights are in SECURITY.md; Docker has to grant them"
                            .formatted(plan.name(), plan.image(), DockerTrouble.root(e)),
                    e);
        }
        awaitLibvirt(plan);
        return address(inspect(plan.name()).orElseThrow(() -> gone(plan, "it is gone")));
    }

    /** Whatever becomes of it: Testcontainers removes one that ends at once, and with it what it said. */
    private static final class Created extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient docker, String container) {
            return StartupStatus.SUCCESSFUL;
        }
    }

    @SuppressWarnings("resource") // it lives as long as its lab, which removes it
    private static GenericContainer<?> container(ContainerPlan plan, Object user, Object group) {
        return new GenericContainer<>(DockerImageName.parse(plan.image()))
                .withImagePullPolicy(image -> false)
                .withCopyToContainer(Transferable.of(HypervisorImageSources.start(), 0755), START)
                .withCommand(START, user.toString(), group.toString())
                .withLabels(Map.of(LAB, plan.lab().value(), OWNER, plan.owner().toString()))
                .withReuse(true)
                .withStartupCheckStrategy(new Created())
                .withCreateContainerCmdModifier(command -> {
                    command.withName(plan.name()).withEntrypoint("sh");
                    ContainerPrivileges.give(command, plan);
                });
    }

    private void awaitLibvirt(ContainerPlan plan) {
        String name = plan.name();
        try {
            Waiting.on("L0 container: libvirt to listen at " + plan.folder().socket(), LISTENING, LOOK)
                    .failFast(() -> end(name))
                    .seeing(() -> log(name))
                    .untilTrue(() ->
                            Files.exists(plan.folder().socket()) && log(name).contains("nestlab: libvirtd listens"));
        } catch (GuestCrashedException | NoAnswerException e) {
            throw gone(plan, String.valueOf(e.getMessage()));
        }
    }

    private static HostNotCapableException gone(ContainerPlan plan, String why) {
        return new HostNotCapableException(
                "L0 host: the container %s of %s brought no libvirt up: %s. Expected: an image with libvirtd, virtlogd, QEMU, dnsmasq, iptables and iproute2, and a Docker on this machine, which sees %s"
                        .formatted(plan.name(), plan.image(), why, plan.folder().path()));
    }

    private static String address(InspectContainerResponse container) {
        return container.getNetworkSettings().getNetworks().values().stream()
                .map(network -> String.valueOf(network.getIpAddress()))
                .findFirst()
                .orElse("");
    }

    @Override
    public Optional<String> end(String name) {
        Optional<InspectContainerResponse> found = inspect(name);
        if (found.isEmpty()) {
            return Optional.of("gone: it was removed from outside");
        }
        InspectContainerResponse.ContainerState state = found.get().getState();
        return Boolean.TRUE.equals(state.getRunning())
                ? Optional.empty()
                : Optional.of("%s with status %d%s"
                        .formatted(
                                state.getStatus(),
                                state.getExitCodeLong(),
                                Boolean.TRUE.equals(state.getOOMKilled()) ? ", killed by the OOM killer" : ""));
    }

    @Override
    public String log(String name) {
        StringBuilder lines = new StringBuilder();
        try (var frames = client().logContainerCmd(name)
                .withStdOut(true)
                .withStdErr(true)
                .withTail(LOG_LINES)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        lines.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                    }
                })) {
            frames.awaitCompletion(10, TimeUnit.SECONDS);
        } catch (NotFoundException e) {
            // Then it says nothing.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return lines.toString();
    }

    @Override
    public AutoCloseable whenEnded(String name, Runnable listener) {
        if (inspect(name).isEmpty()) {
            listener.run();
            return () -> {};
        }
        return client().waitContainerCmd(name).exec(new ResultCallback.Adapter<WaitResponse>() {
            @Override
            public void onNext(WaitResponse status) {
                listener.run();
            }
        });
    }

    @Override
    public void remove(String lab) {
        ofLab(lab).forEach(Docker::remove);
    }

    @Override
    public void removeOne(String lab, String name) {
        ofLab(lab).stream()
                .filter(container -> List.of(container.getNames()).contains("/" + name))
                .forEach(Docker::remove);
    }

    private static void remove(Container container) {
        try {
            client().removeContainerCmd(container.getId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            // Somebody else removed it.
        }
    }

    @Override
    public List<String> labsOf(UUID owner) {
        if (System.getenv("DOCKER_HOST") == null && !Files.isWritable(SOCKET)) {
            return List.of();
        }
        try {
            return client()
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(OWNER, owner.toString()))
                    .exec()
                    .stream()
                    .map(container -> container.getLabels().getOrDefault(LAB, ""))
                    .filter(lab -> lab.matches("[0-9a-f]{8}"))
                    .toList();
        } catch (HostNotCapableException e) {
            // A socket that its daemon left behind.
            return List.of();
        }
    }

    private static List<Container> ofLab(String lab) {
        return client().listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(LAB, lab))
                .exec();
    }

    private static Optional<InspectContainerResponse> inspect(String name) {
        try {
            return Optional.of(client().inspectContainerCmd(name).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static DockerClient client() {
        String place = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix://" + SOCKET);
        try {
            return TestcontainersReuse.of(() -> DockerClientFactory.instance().client());
        } catch (RuntimeException e) {
            throw DockerTrouble.explain(place, sight(), e);
        }
    }

    private static Sight sight() {
        if (System.getenv("DOCKER_HOST") != null) {
            return Sight.SILENT;
        }
        return !Files.exists(SOCKET) ? Sight.MISSING : Files.isWritable(SOCKET) ? Sight.SILENT : Sight.FORBIDDEN;
    }
}
