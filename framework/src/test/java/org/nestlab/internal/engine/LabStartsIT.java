package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.assertion.NestlabAssertions;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.Starts;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.probe.Acceleration;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/**
 * How often a lab of one L1 and two L2s does not come up, and how often it needs more than one start. {@code it.labs}
 * says how many labs are brought up, {@code it.beside} how many at the same time, {@code it.minutes} after how many
 * minutes no further one is begun. Each lab adds a line to the file that {@code it.starts} names.
 */
@ExtendWith(KeptEvidence.class)
@Tag("full")
class LabStartsIT {

    private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger up = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void everyLabComesUp() throws InterruptedException, ExecutionException {
        int labs = Integer.getInteger("it.labs", 10);
        int beside = Integer.getInteger("it.beside", 2);
        Instant end = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("it.minutes", 60)));
        new ImageStore(Settings.defaults().imageDir()).ensure(ImageSpec.embedded(), line -> {});
        ExecutorService streams = Executors.newFixedThreadPool(beside);
        try {
            List<Callable<Void>> work = Collections.nCopies(beside, () -> {
                while (!LiveLabs.isEnding() && Instant.now().isBefore(end) && begun.incrementAndGet() <= labs) {
                    one();
                }
                return null;
            });
            for (Future<Void> stream : streams.invokeAll(work)) {
                stream.get();
            }
        } finally {
            streams.shutdownNow();
        }
        System.out.printf("STARTS %d labs up, %d started again, failed: %s%n", up.get(), again.get(), failed);
        assertThat(failed).isEmpty();
        assertThat(up.get()).isPositive();
    }

    private void one() throws IOException {
        LibvirtLabEngine engine = new LibvirtLabEngine();
        long start = System.nanoTime();
        String outcome = "up";
        try (RunningLab lab = engine.bringUp(twoInOne(), settings())) {
            for (Guest inner : lab.guests().get(0).guests()) {
                NestlabAssertions.assertThat(inner).isAcceleratedBy(Acceleration.Kind.KVM);
            }
            up.incrementAndGet();
        } catch (RuntimeException | AssertionError e) {
            outcome = e.getClass().getSimpleName() + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            failed.add(outcome);
        }
        Starts starts = engine.starts();
        again.addAndGet(starts.again());
        line("%s %d s, load %s, %s, %s"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                        load(),
                        starts.sentence(),
                        outcome));
    }

    private static LabSpec twoInOne() {
        GuestSpec guest = GuestSpec.guest();
        return LabSpec.hypervisorOnly()
                .withName("one and two")
                .withL1(l1 -> l1.withGuests(List.of(guest.withName("a"), guest.withName("b"))));
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    private static synchronized void line(String line) throws IOException {
        System.out.println("STARTS " + line);
        Path results = Path.of(System.getProperty("it.starts", "target/lab-starts.txt"));
        Files.writeString(
                results,
                String.format(Locale.ROOT, "%s%n", line),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private Settings settings() {
        return Settings.from(key -> key.equals("nestlab.output.dir")
                ? Optional.of(folder.toString())
                : Optional.ofNullable(System.getProperty(key)));
    }
}
