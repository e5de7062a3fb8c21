package org.nestlab.workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.nestlab.machine.Command;

/**
 * UnixBench's index score, from an installation that is already built, which is copied to each machine. Runs each
 * test once, for every profile: 7 minutes on hardware, under 2 for the {@link #quick() quick} part.
 *
 * <h2>Metric</h2>
 * {@code .index} (points).
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class UnixBench implements Workload {

    private static final List<String> QUICK = List.of("syscall", "pipe", "context1", "spawn", "execl");

    private final Path installation;
    private final boolean everyCpu;
    private final boolean partial;

    private UnixBench(Path installation, boolean everyCpu, boolean partial) {
        this.installation = installation;
        this.everyCpu = everyCpu;
        this.partial = partial;
    }

    /**
     * {@code unixbench-single}: one copy of each test.
     *
     * @param installation the folder with {@code Run} and {@code pgms}
     */
    public static UnixBench single(Path installation) {
        return new UnixBench(installation, false, false);
    }

    /** {@code unixbench-percpu}: one copy for each CPU. */
    public static UnixBench perCpu(Path installation) {
        return new UnixBench(installation, true, false);
    }

    /**
     * The kernel's part alone, for example {@code unixbench-quick-single}: system calls, pipes, switches, processes.
     */
    public UnixBench quick() {
        return new UnixBench(installation, everyCpu, true);
    }

    @Override
    public String name() {
        return "unixbench" + (partial ? "-quick" : "") + (everyCpu ? "-percpu" : "-single");
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.higherIsBetter(name() + ".index", "points"));
    }

    @Override
    public Needs needs() {
        return Needs.program("perl", "tar", "gzip", "base64");
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("copies", everyCpu ? "one for each CPU" : "1");
        settings.put("tests", partial ? String.join(" ", QUICK) : "all");
        settings.put("passes", "1");
        return settings;
    }

    @Override
    public Measurement measure(Testbed testbed) {
        int copies = everyCpu ? testbed.cpus() : 1;
        String installed = install(testbed);
        // Run calls make to see whether its programs are built; a guest has none, and they are.
        String text = Output.of(
                        testbed,
                        Command.shell("""
                                cd "${TMPDIR:-/tmp}/nestlab-unixbench" && mkdir -p results tmp nestlab-bin || exit 1
                                printf '#!/bin/sh\\nexit 0\\n' >nestlab-bin/make && chmod 755 nestlab-bin/make
                                PATH="$PWD/nestlab-bin:$PATH" ./Run -i 1 -c %d %s </dev/null
                                """.formatted(copies, partial ? String.join(" ", QUICK) : "")),
                        Duration.ofMinutes(partial ? 3 : 10))
                .stdout();
        UnixBenchReport report = UnixBenchReport.parse(text, copies, partial);
        return Measurement.of(metrics().get(0), report.index())
                .addFact("unixbench", report.version())
                .addFact("installation", installed)
                .addFact("copies", "" + copies);
    }

    /**
     * Through the testbed, as the userland of a host is not its root. What is there of another build, or was copied in
     * part, is replaced: the installation's hash is written last.
     */
    private String install(Testbed testbed) {
        UnixBenchInstallation configured = new UnixBenchInstallation(installation);
        String hash = configured.hash();
        String mark = "\"${TMPDIR:-/tmp}/nestlab-unixbench/nestlab-installed\"";
        if (!testbed.run("test \"$(cat %s 2>/dev/null)\" = %s".formatted(mark, hash))
                .succeeded()) {
            Output.of(
                    testbed,
                    Command.shell("""
                            to="${TMPDIR:-/tmp}/nestlab-unixbench"
                            rm -rf "$to" && mkdir -p "$to" && base64 -d | tar -xz -C "$to" && echo %s >%s
                            """.formatted(hash, mark)).withInput(configured.packed()),
                    Duration.ofMinutes(1));
        }
        return hash.substring(0, 12);
    }
}
