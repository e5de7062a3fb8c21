import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

/**
 * The framework's side of the bench. {@code up}: the seconds to bring the default lab up. {@code exec}: the median time
 * of {@code guest.run("true")} against {@code ssh} with a ControlMaster on the same guests, call by call in turns.
 */
class FrameworkBench {

    private static final int CALLS = 60;

    public static void main(String[] words) throws Exception {
        long start = System.nanoTime();
        try (RunningLab lab = LabEngines.current().bringUp(LabSpec.kvmInKvm(), Settings.fromSystemProperties())) {
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("framework total %.1f%n", seconds);
            if (words.length > 0 && words[0].equals("exec")) {
                Guest l1 = lab.guests().get(0);
                exec(l1, l1.guests().get(0));
            }
        }
    }

    private static void exec(Guest l1, Guest l2) throws Exception {
        Path folder = Files.createTempDirectory("nestlab-bench");
        Path key = folder.resolve("key");
        run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
        String line = Files.readString(folder.resolve("key.pub")).strip();
        for (Guest guest : List.of(l1, l2)) {
            guest.run("echo '" + line + "' >> /root/.ssh/authorized_keys").orThrow();
        }
        List<String> options = List.of(
                "-i", key.toString(), "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR",
                "-o", "UserKnownHostsFile=/dev/null", "-o", "ControlMaster=auto", "-o", "ControlPersist=120",
                "-o", "ControlPath=" + folder.resolve("cm-%h"));
        List<String> toL1 = ssh(options, List.of(), l1);
        String jump = "ssh " + String.join(" ", options) + " -W %h:%p root@" + l1.address();
        List<String> toL2 = ssh(options, List.of("-o", "ProxyCommand=" + jump), l2);
        run(toL1);
        run(toL2);
        compare("L1", l1, toL1);
        compare("L2", l2, toL2);
        for (Guest guest : List.of(l2, l1)) {
            new ProcessBuilder("ssh", "-O", "exit", "-o", "ControlPath=" + folder.resolve("cm-%h"), "root@" + guest.address())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        }
        for (Path file : List.of(key, folder.resolve("key.pub"), folder)) {
            Files.deleteIfExists(file);
        }
    }

    private static List<String> ssh(List<String> options, List<String> more, Guest guest) {
        List<String> words = new ArrayList<>(List.of("ssh"));
        words.addAll(options);
        words.addAll(more);
        words.addAll(List.of("root@" + guest.address(), "true"));
        return words;
    }

    private static void compare(String level, Guest guest, List<String> ssh) {
        long[] ours = new long[CALLS];
        long[] theirs = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            ours[i] = time(() -> guest.run("true").orThrow().exitStatus());
            theirs[i] = time(() -> run(ssh));
        }
        System.out.printf(
                "exec %s framework %.1f ms, ssh with ControlMaster %.1f ms, ratio %.2f (medians of %d)%n",
                level, median(ours), median(theirs), median(ours) / median(theirs), CALLS);
    }

    private static long time(LongSupplier work) {
        long start = System.nanoTime();
        if (work.getAsLong() != 0) {
            throw new IllegalStateException("a call failed");
        }
        return System.nanoTime() - start;
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private static int run(List<String> words) {
        try {
            return new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
