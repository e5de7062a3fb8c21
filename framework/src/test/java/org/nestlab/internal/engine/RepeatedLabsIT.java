package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** Many labs in one JVM, one after the other: nothing grows, in it or on the host. {@code it.labs} says how many. */
@ExtendWith(KeptEvidence.class)
@Tag("full")
class RepeatedLabsIT {

    /** By then everything that is made once has been made. */
    private static final int SETTLED = 5;

    /** How often a lab has an L2. */
    private static final int NESTED = 10;

    /** Threads of pools that come and go, and a descriptor of a class that was loaded late. */
    private static final int SLACK = 3;

    private static final long HEAP_SLACK_KIB = 4 << 10;

    /** A thread of a pool that has nothing to do ends after a minute. */
    private static final Duration IDLE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void nothingGrowsFromLabToLab() {
        int labs = Integer.getInteger("it.labs", 50);
        Set<Integer> told = new TreeSet<>(Set.of(SETTLED, (labs + 1) / 2, labs));
        new ImageStore(Settings.defaults().imageDir()).ensure(ImageSpec.embedded(), line -> {});
        OwnHost host = OwnHost.watch(folder);
        // libvirt's firewall chains come with the first network after its start, and stay.
        new LibvirtLabEngine().bringUp(LabRun.small(), settings()).close();
        host.again();
        Map<Integer, JvmFigures> figures = new TreeMap<>();
        for (int lab = 1; lab <= labs; lab++) {
            LabSpec spec = lab % NESTED == 0 ? LabSpec.kvmInKvm() : LabRun.small();
            new LibvirtLabEngine().bringUp(spec, settings()).close();
            assertThat(host.left()).as("the host after lab %d", lab).isEmpty();
            if (told.contains(lab)) {
                figures.put(lab, idle(figures.getOrDefault(SETTLED, JvmFigures.now())));
                System.out.printf("REPEATED after lab %d of %d: %s%n", lab, labs, figures.get(lab));
            }
        }
        JvmFigures settled = figures.getOrDefault(SETTLED, JvmFigures.now());
        JvmFigures last = figures.getOrDefault(labs, JvmFigures.now());
        assertThat(last.threads()).as(figures.toString()).isLessThanOrEqualTo(settled.threads() + SLACK);
        assertThat(last.descriptors()).as(figures.toString()).isLessThanOrEqualTo(settled.descriptors() + SLACK);
        host.close();
        assertThat(last.heapKib()).as(figures.toString()).isLessThanOrEqualTo(settled.heapKib() + HEAP_SLACK_KIB);
    }

    /** What there is once there are no more threads than before. */
    private static JvmFigures idle(JvmFigures before) {
        return Awaitility.await("the threads of pools that are idle to end")
                .atMost(IDLE)
                .pollInterval(Duration.ofSeconds(5))
                .pollDelay(Duration.ZERO)
                .until(JvmFigures::now, now -> now.threads() <= before.threads() + SLACK);
    }

    private Settings settings() {
        return Settings.from(key -> key.equals("nestlab.output.dir")
                ? Optional.of(folder.toString())
                : Optional.ofNullable(System.getProperty(key)));
    }
}
