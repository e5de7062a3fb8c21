package org.nestlab.internal.lab;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nestlab.internal.plan.LabId;
import org.slf4j.LoggerFactory;

/** The labs of this JVM, taken down when it is asked to end: Ctrl-C and SIGTERM close no JUnit store. */
final class LiveLabs {

    private static final Set<LabOnHost> LABS = ConcurrentHashMap.newKeySet();

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

    /** The lab that is up under an id. */
    static Optional<LabOnHost> find(LabId id) {
        return LABS.stream().filter(lab -> lab.id().equals(id.value())).findFirst();
    }

    static boolean contains(RunningLab lab) {
        return LABS.contains(lab);
    }

    private static void closeAll() {
        for (LabOnHost lab : LABS) {
            try {
                lab.close();
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(LiveLabs.class).warn("lab {} was not taken down whole", lab.id(), e);
            }
        }
    }
}
