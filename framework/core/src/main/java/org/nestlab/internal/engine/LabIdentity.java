package org.nestlab.internal.engine;

import java.util.Map;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.prepare.LabPlanning;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** Which lab is prepared: a new one, or one that exists already. */
interface LabIdentity {

    LabId id();

    /** Returns the key that logs in to its guests. The owner asks for it once. */
    LabKeys key();

    /**
     * Makes this process its owner.
     *
     * @param uri the libvirt of its host
     * @param head what else the first line of a new journal says
     * @param check throws an exception if the lab must not be begun
     */
    Journal own(String uri, Map<String, String> head, Runnable check);

    /**
     * Plans the lab.
     *
     * @param spec the spec, after its replaced kernels were built
     * @throws RuntimeException if there is no plan, or the lab would differ from the one before
     */
    LabPlan plan(LabPlanning planning, LabSpec spec, Map<ImageSpec, ImageFiles> images, Site host);

    /** Whether its network and guests exist already. */
    default boolean isThere() {
        return false;
    }
}
