package org.nestlab.internal.lab;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.plan.LabId;
import org.slf4j.LoggerFactory;

/** The labs of this JVM, taken down when it is asked to end: Ctrl-C and SIGTERM close no JUnit store. */
public final class LiveLabs {

    private static final Set<LabOnHost> LABS = ConcurrentHashMap.newKeySet();
    private static final Set<HalfLab> HALVES = ConcurrentHashMap.newKeySet();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveLabs::closeAll, "nestlab-shutdown"));
    }

    private LiveLabs() {}

    static void add(LabOnHost lab) {
        LABS.add(lab);
    }

    static void remove(LabOnHost lab) {
        LABS.remove(lab);
    }

    /**
     * Something that is to become a lab.
     *
     * @throws ProvisioningException if this JVM is about to end: nobody would take it down
     */
    static void add(HalfLab half) {
        HALVES.add(half);
        if (ending) {
            HALVES.remove(half);
            throw new ProvisioningException("this process was asked to end: no lab is begun");
        }
    }

    /** It has become one, or is gone. */
    static void remove(HalfLab half) {
        HALVES.remove(half);
    }

    /** Whether this JVM was asked to end: what fails from then on fails of that. */
    public static boolean isEnding() {
        return ending;
    }

    /** The lab that is up under an id. */
    static Optional<LabOnHost> find(LabId id) {
        return LABS.stream().filter(lab -> lab.id().equals(id.value())).findFirst();
    }

    static boolean contains(RunningLab lab) {
        return LABS.contains(lab);
    }

    private static void closeAll() {
        ending = true;
        for (HalfLab half : HALVES) {
            attempt("a lab that was being prepared", half::interrupt);
        }
        for (LabOnHost lab : LABS) {
            attempt("lab " + lab.id(), lab::interrupt);
        }
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(LiveLabs.class).warn("{} was not taken down whole", what, e);
        }
    }
}
