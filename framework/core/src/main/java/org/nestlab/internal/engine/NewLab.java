package org.nestlab.internal.engine;

import java.util.Map;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.prepare.LabPlanning;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** A new lab, whose identifier, UUIDs and subnets are random. */
record NewLab(StateFolder state, LabId id) implements LabIdentity {

    static NewLab in(StateFolder state) {
        return new NewLab(state, LabId.random());
    }

    @Override
    public LabKeys key() {
        return LabKeys.generate("nestlab-" + id);
    }

    @Override
    public Journal own(String uri, Map<String, String> head, Runnable check) {
        return Journal.start(state, id, uri, head, check);
    }

    @Override
    public LabPlan plan(LabPlanning planning, LabSpec spec, Map<ImageSpec, ImageFiles> images, Site host) {
        return planning.plan(id, spec, images);
    }
}
