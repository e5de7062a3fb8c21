package org.nestlab.internal.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.host.HostNetworks;
import org.nestlab.internal.host.TierChoice;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.LabPlanner;
import org.nestlab.internal.plan.PlanInput;
import org.nestlab.internal.plan.Subnet;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Host;
import org.nestlab.probe.VirtExtension;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;
import org.nestlab.stack.Stack;

/**
 * What a plan is made from: a host as it was found, and the tier that was chosen for it.
 *
 * @param ranges from which subnets are chosen; none for the default
 * @param labsFolder the folder under which labs have theirs on that host
 */
public record LabPlanning(
        Host host, HostFacts facts, TierChoice tier, String labsFolder, String uri, List<Subnet> ranges) {

    /** Looks at the host and chooses the tier. */
    public static LabPlanning of(HostFacts facts, Host host, String labsFolder, Settings settings) {
        TierChoice choice = TierChoice.decide(facts, settings.tier());
        return new LabPlanning(host, facts, choice, labsFolder, settings.connect(), settings.networkRanges());
    }

    /** The spec with what the settings say about every lab. */
    public static LabSpec withSettings(LabSpec wanted, Settings settings) {
        LabSpec spec = settings.stack()
                .map(text -> Stack.parse(text).upTo(wanted.depth()).applyTo(wanted))
                .orElse(wanted);
        if (settings.l1Kernel().isEmpty()) {
            return spec;
        }
        Path kernel = settings.l1Kernel().get();
        Path initrd = settings.l1Initrd().orElseThrow();
        return spec.withL1(l1 -> l1.withKernel(KernelSpec.files(kernel, initrd)));
    }

    /** Every image of the spec with its files, each asked for once. */
    public static Map<ImageSpec, ImageFiles> images(LabSpec spec, Function<ImageSpec, ImageFiles> files) {
        Map<ImageSpec, ImageFiles> images = new LinkedHashMap<>();
        for (ImageSpec image : allImages(spec.guests())) {
            images.computeIfAbsent(image, files);
        }
        return images;
    }

    public LabPlan plan(LabId id, LabSpec spec, Map<ImageSpec, ImageFiles> images) {
        return LabPlanner.plan(spec, input(id, images));
    }

    /**
     * The plan once more for which this was drawn.
     *
     * @throws org.nestlab.HostNotCapableException if another one has its subnets now, too
     */
    public LabPlan planAgain(Drawn drawn, LabSpec spec, Map<ImageSpec, ImageFiles> images) {
        return LabPlanner.plan(spec, input(drawn.id(), images).again(drawn));
    }

    /** The plan of a lab that is up, for which this was drawn. */
    public LabPlan planOfRunning(Drawn drawn, LabSpec spec, Map<ImageSpec, ImageFiles> images) {
        return LabPlanner.plan(spec, input(drawn.id(), images, Map.of()).ofRunning(drawn));
    }

    private PlanInput input(LabId id, Map<ImageSpec, ImageFiles> images) {
        // Asked again: another lab may have made its network since the facts were gathered.
        return input(id, images, HostNetworks.held(host));
    }

    private PlanInput input(LabId id, Map<ImageSpec, ImageFiles> images, Map<String, String> held) {
        List<Subnet> subnets = new ArrayList<>();
        Map<Subnet, String> holders = new LinkedHashMap<>();
        held.forEach((subnet, holder) -> Subnet.parse(subnet).ifPresent(block -> {
            subnets.add(block);
            holders.put(block, holder);
        }));
        String extension = tier.tier() == Tier.EMULATED
                ? "svm"
                : facts.cpu().kind().map(VirtExtension.Kind::flag).orElse("svm");
        return new PlanInput(
                id,
                uri,
                tier.tier(),
                tier.reason(),
                extension,
                subnets,
                holders,
                ranges,
                facts.resources().availableMemoryMib(),
                facts.resources().freeDiskBytes(),
                labsFolder,
                images,
                UUID::randomUUID);
    }

    private static List<ImageSpec> allImages(List<GuestSpec> guests) {
        List<ImageSpec> images = new ArrayList<>();
        for (GuestSpec guest : guests) {
            images.add(guest.image());
            images.addAll(allImages(guest.guests()));
        }
        return images;
    }
}
