package org.nestlab.probe;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.machine.Machine;

/**
 * The kernel that runs.
 *
 * @param release for example {@code 6.1.0-37-cloud-amd64}
 * @param architecture for example {@code x86_64}
 * @param version the build, for example {@code #1 SMP PREEMPT_DYNAMIC Debian 6.1.140-1}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record KernelInfo(String release, String architecture, String version) {

    static final String SCRIPT = "uname -r; uname -m; uname -v";

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
}
