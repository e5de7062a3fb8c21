package org.nestlab.internal.prepare;

import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.PlanText;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.LabFolders;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;
import org.nestlab.spec.LabSpec;

/** What a lab would be on the host of the settings, without making, fetching or writing anything. */
public final class PlanPreview {

    private PlanPreview() {}

    /**
     * The plan as text; its id, and so its names and subnets, are another's each time.
     *
     * @throws org.nestlab.LabException as bringing the lab up would, as far as that is known beforehand
     */
    public static String of(LabSpec wanted, Settings settings, Sites sites) {
        try (OpenHost open = sites.openHost(settings.connect())) {
            String labsFolder = LabFolders.on(open, settings.stateDir());
            HostFacts facts = HostFacts.of(open.host(), labsFolder);
            LabSpec spec = LabPlanning.withSettings(wanted, settings);
            ImageStore store = new ImageStore(settings.imageDir());
            LabPlan plan = LabPlanning.of(facts, open.host(), labsFolder, settings)
                    .plan(LabId.random(), spec, LabPlanning.images(spec, store::locate));
            return PlanText.of(plan);
        }
    }
}
