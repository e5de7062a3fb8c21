package org.nestlab.probe;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/** The kernel that runs. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KernelInfo {

    static final String SCRIPT = "uname -r; uname -m; uname -v";

    private final String release;
    private final String architecture;
    private final String version;

    KernelInfo(String release, String architecture, String version) {
        this.release = release;
        this.architecture = architecture;
        this.version = version;
    }

    /** The release, for example {@code 6.1.0-37-cloud-amd64}. */
    public String release() {
        return release;
    }

    /** The architecture, for example {@code x86_64}. */
    public String architecture() {
        return architecture;
    }

    /** The build, for example {@code #1 SMP PREEMPT_DYNAMIC Debian 6.1.140-1}. */
    public String version() {
        return version;
    }

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if {@code uname} fails
     */
    public static KernelInfo of(Machine machine) {
        return parse(machine.run(SCRIPT).orThrow().stdout());
    }

    static KernelInfo parse(String output) {
        List<String> lines = output.lines().map(String::strip).toList();
        return new KernelInfo(at(lines, 0), at(lines, 1), at(lines, 2));
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private ValueProperties properties() {
        return ValueProperties.of(KernelInfo.class)
                .and("release", release)
                .and("architecture", architecture)
                .and("version", version);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KernelInfo same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
