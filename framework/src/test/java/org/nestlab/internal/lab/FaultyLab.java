package org.nestlab.internal.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.Culprit;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;

/** A real lab that faults of one kind are put into, one after the other: mended and proven well in between, or replaced. */
final class FaultyLab implements AutoCloseable {

    /** A session of a machine that was cut off goes on with the next packet that is sent again, up to that much later. */
    private static final Duration WELL_WITHIN = Duration.ofMinutes(3);

    private final Fault fault;
    private final Path output;
    private @Nullable LabOnHost lab;

    FaultyLab(Fault fault, Path output) {
        this.fault = fault;
        this.output = output;
    }

    /** One that is well, with an L2 in L1 where that is wanted. */
    LabOnHost get(LabSpec spec) {
        LabOnHost present = lab;
        if (present != null && present.spec().equals(spec)) {
            return present;
        }
        discard();
        LabOnHost fresh = (LabOnHost) new LibvirtLabEngine().bringUp(spec, settings());
        lab = fresh;
        return fresh;
    }

    private Settings settings() {
        return Settings.from(key -> key.equals("nestlab.output.dir")
                ? Optional.of(output.toString())
                : Optional.ofNullable(System.getProperty(key)));
    }

    /**
     * Takes the fault back; the lab is well then, or gone.
     *
     * @param injected when, by {@link System#nanoTime()}
     */
    void mend(long injected) {
        LabOnHost faulty = Objects.requireNonNull(lab);
        Victim victim = new Victim(faulty);
        fault.undo(victim);
        switch (fault.after()) {
            case UNDONE -> {}
            case HEALS_ITSELF ->
                Awaitility.await("the end of " + fault)
                        .atMost(Fault.HEALED_AFTER.multipliedBy(2))
                        .until(() -> Steps.since(injected).compareTo(Fault.HEALED_AFTER) > 0);
            case RESET -> fault.silent(victim).reset();
            case NEW_LAB -> {
                discard();
                return;
            }
        }
        awaitWell(faulty);
    }

    private static void awaitWell(LabOnHost mended) {
        Awaitility.await("every machine of the lab to answer again")
                .atMost(WELL_WITHIN)
                .pollInSameThread()
                .until(() -> new Layers(mended).look().attribution(), FaultyLab::isWell);
    }

    private static boolean isWell(Attribution found) {
        return found.culprit() == Culprit.THE_TEST && found.sentence().equals("no layer died: every machine answers");
    }

    /** Takes the lab down as it is; there may be another one afterwards. */
    void discard() {
        LabOnHost present = lab;
        lab = null;
        if (present != null) {
            present.close();
        }
    }

    @Override
    public void close() {
        discard();
    }
}
