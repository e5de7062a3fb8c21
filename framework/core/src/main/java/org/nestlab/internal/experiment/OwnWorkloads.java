package org.nestlab.internal.experiment;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nestlab.workload.Workload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workloads of an author, which are known by name like those that come with Nestlab. One that cannot be used is
 * logged and left out: it must not keep a run from measuring another one.
 *
 * @param workloads in the order in which they are registered
 * @param unusable why others are left out, one line each
 */
record OwnWorkloads(List<Workload> workloads, List<String> unusable) {

    /** Where they are registered, one class a line. */
    static final String REGISTERED = "META-INF/services/" + Workload.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(OwnWorkloads.class);

    // fio-randread-4k
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,79}");

    OwnWorkloads {
        workloads = List.copyOf(workloads);
        unusable = List.copyOf(unusable);
    }

    /** The registered workloads; looked up once. */
    static OwnWorkloads discovered() {
        return Discovered.WORKLOADS;
    }

    /** The workloads that a class loader finds. */
    static OwnWorkloads of(ClassLoader loader) {
        List<Workload> workloads = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        Iterator<Workload> found = ServiceLoader.load(Workload.class, loader).iterator();
        Optional<String> last = Optional.empty();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return new OwnWorkloads(workloads, unusable);
                }
                Workload workload = found.next();
                Optional<String> objection = objection(workload.name(), workload);
                objection.ifPresent(unusable::add);
                if (objection.isEmpty()) {
                    workloads.add(workload);
                }
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                LOG.warn("a workload of {} cannot be used", REGISTERED, e);
                String why =
                        e.getCause() == null ? String.valueOf(e) : "%s: %s".formatted(e.getMessage(), e.getCause());
                if (last.filter(why::equals).isPresent()) {
                    // This error would repeat for ever, for example if a class path cannot be read.
                    return new OwnWorkloads(workloads, unusable);
                }
                unusable.add(why);
                last = Optional.of(why);
            }
        }
    }

    /** An author's code may return null despite the annotation. */
    private static Optional<String> objection(@Nullable String name, Workload workload) {
        if (name == null || !NAME.matcher(name).matches()) {
            return Optional.of(
                    "%s is called '%s': expected small letters, digits, dots and dashes, at most 80, for example fio-randread-4k"
                            .formatted(workload.getClass().getName(), name));
        }
        return workload.metrics().isEmpty()
                ? Optional.of("%s measures nothing: expected one metric or more"
                        .formatted(workload.getClass().getName()))
                : Optional.empty();
    }

    private static final class Discovered {
        static final OwnWorkloads WORKLOADS = of(Workload.class.getClassLoader());
    }
}
