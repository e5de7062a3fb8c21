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

/** Which lab is prepared: a new one, or one that was there before. */
interface LabIdentity {

    LabId id();

    /** The key that logs in to its guests; to be asked for once, by the owner. */
    LabKeys key();

    /**
     * Makes this process its owner.
     *
     * @param uri the libvirt of its host
     * @param head what the first line of a new journal says beside that
     * @param check throws where the lab is not to be begun
     */
    Journal own(String uri, Map<String, String> head, Runnable check);

    /**
     * Its plan.
     *
     * @param spec with its swapped kernels made
     * @throws RuntimeException if there is none, or the lab would be another one than before
     */
    LabPlan plan(LabPlanning planning, LabSpec spec, Map<ImageSpec, ImageFiles> images, Site host);

    /** Whether its network and guests are there already. */
    default boolean isThere() {
        return false;
    }
}
