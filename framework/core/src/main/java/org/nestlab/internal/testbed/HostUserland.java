package org.nestlab.internal.testbed;

import java.time.Duration;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.internal.takedown.TestbedRemains;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Host;

/**
 * The programs of the guests' image on the host: each command runs in a mount name space of its own, in a chroot of the
 * image, on some of the CPUs and within a control group's memory. The mounts end with the command, however it ends;
 * {@code /tmp} stays until the testbed is closed.
 */
final class HostUserland implements Userland {

    static final int ALL_CPUS = Integer.MAX_VALUE;
    static final int UNLIMITED = Integer.MAX_VALUE;

    private static final Duration CONVERSION = Duration.ofMinutes(5);

    private final Host host;
    private final HostSide side;
    private final String folder;
    private final String memory;

    private HostUserland(Host host, HostSide side, String memory) {
        this.host = host;
        this.side = side;
        this.folder = TestbedRemains.folder(side.folder());
        this.memory = memory;
    }

    /** @throws HostNotCapableException saying what the host lacks */
    static HostUserland prepare(Host host, HostSide side, int cpus, int memoryMib) {
        if (!host.run("id -u").orThrow().text().equals("0")) {
            throw new HostNotCapableException(
                    "%s: it is measured in the image's userland, which only root can enter (mount, chroot): run as root, or compare guests only"
                            .formatted(host.label()));
        }
        String image = image(host, side);
        TestbedRemains.sweep(host, side.lab(), side.folder());
        try {
            String folder = TestbedRemains.folder(side.folder());
            host.run("mkdir -p %1$s/root %1$s/tmp && chmod 1777 %1$s/tmp".formatted(Command.quote(folder)))
                    .orThrow();
            String memory = limit(host, side, memoryMib);
            String scratch = side.scratch().map(HostSide.Scratch::file).orElse("");
            write(host, folder + "/enter", HostScripts.enter(side.lab(), folder));
            write(
                    host,
                    folder + "/inside",
                    HostScripts.inside(side.lab(), folder, image, scratch, cpuList(host, cpus)));
            HostUserland userland = new HostUserland(host, side, memory);
            userland.tryOut(image);
            return userland;
        } catch (RuntimeException | Error e) {
            TestbedRemains.sweep(host, side.lab(), side.folder());
            throw e;
        }
    }

    private static String image(Host host, HostSide side) {
        if (side.imageFormat().equals("raw")) {
            return side.image();
        }
        CommandResult made = host.run(Command.shell(HostScripts.convert(side.image(), side.imageFormat()))
                .withTimeout(CONVERSION));
        if (!made.succeeded()) {
            throw new HostNotCapableException(
                    "%s: the image %s could not be unpacked for measuring on the host: %s. Expected flock, qemu-img and room beside it"
                            .formatted(host.label(), side.image(), made.stderr().strip()));
        }
        return made.text();
    }

    private static String limit(Host host, HostSide side, int mib) {
        if (mib == UNLIMITED) {
            return "not limited";
        }
        CommandResult limited = host.run(HostScripts.limit(TestbedRemains.controlGroup(side.lab()), (long) mib << 20));
        // By this text, too, evidence of two labs is put together: it names neither.
        return limited.succeeded()
                ? mib + " MiB"
                : "not limited: "
                        + limited.stderr().strip().replace(TestbedRemains.controlGroup(side.lab()), "its group");
    }

    /** The first CPUs that this process may use, for example {@code 0,1}. */
    private static String cpuList(Host host, int cpus) {
        String allowed = host.run("sed -n 's/^Cpus_allowed_list:\\t//p' /proc/self/status")
                .orThrow()
                .text();
        return CpuList.first(allowed, cpus);
    }

    private static void write(Host host, String file, String script) {
        host.run(Command.shell("cat > " + Command.quote(file)).withInput(script))
                .orThrow();
    }

    private void tryOut(String image) {
        CommandResult tried = run(Command.of("true"));
        if (!tried.succeeded()) {
            throw new HostNotCapableException(
                    "%s: the userland of %s cannot be entered: %s. Expected a file system on the whole disk, a free loop device, unshare and chroot"
                            .formatted(host.label(), image, tried.stderr().strip()));
        }
    }

    @Override
    public CommandResult run(Command command) {
        String line = "exec sh %s/enter %s".formatted(Command.quote(folder), Command.quote(command.line()));
        return host.run(command.withLine(line));
    }

    @Override
    public String memory() {
        return memory;
    }

    @Override
    public void close() {
        TestbedRemains.sweep(host, side.lab(), side.folder());
    }
}
