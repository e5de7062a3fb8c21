package org.nestlab.internal.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** Plans a lab: checks that the host has room for it, and chooses all names, paths and addresses. */
public final class LabPlanner {

    /** The folder of labs inside a guest. */
    private static final String GUEST_LABS_FOLDER = "/var/lib/nestlab/labs";

    /** The lab with a number of virtual CPUs for every guest. */
    private final LabSpec spec;

    private final PlanInput input;
    private final SubnetPicker subnets;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private LabPlanner(LabSpec spec, PlanInput input) {
        this.input = input;
        this.spec = VirtualCpus.decide(spec, input.tier(), this::note);
        this.subnets = new SubnetPicker(input.subnets(), input.holders(), input.ranges(), (int)
                Long.parseLong(input.id().value(), 16));
    }

    /**
     * Plans a lab.
     *
     * @throws org.nestlab.LabConfigurationException if the spec contradicts itself
     * @throws org.nestlab.HostNotCapableException if the host lacks memory, disk space or subnets
     */
    public static LabPlan plan(LabSpec spec, PlanInput input) {
        PlanChecks.check(spec, input);
        LabPlanner planner = new LabPlanner(spec, input);
        ImagesHere images = new ImagesHere(input.images(), "", Map.of());
        HypervisorPlan host = planner.hypervisor(
                Level.L0, Optional.empty(), input.labsFolder() + "/" + input.id(), planner.spec.guests(), images);
        return new LabPlan(input.id(), spec, input.tier(), input.tierReason(), input.uri(), host, planner.notes);
    }

    LabSpec spec() {
        return spec;
    }

    /** The prefix of every name of the lab. */
    String name() {
        return "nestlab-" + input.id();
    }

    /** What the planner of the guests asks of the lab as a whole. */
    PlanInput input() {
        return input;
    }

    void note(String line) {
        notes.add(line);
    }

    /** Returns a UUID whose MAC address no other guest of the lab has. */
    UUID guestUuid() {
        UUID uuid = input.random().get();
        while (!taken.add(mac(uuid))) {
            uuid = input.random().get();
        }
        return uuid;
    }

    /** Returns the name, or a similar one if another guest of the lab has it already. */
    String unique(String name) {
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "-" + i;
        }
        return unique;
    }

    /** Plans what is created inside a guest that runs guests. */
    HypervisorPlan inside(GuestSpec guest, Level level, String name, ImagesHere images) {
        return hypervisor(level, Optional.of(name), GUEST_LABS_FOLDER + "/" + input.id(), guest.guests(), images);
    }

    /**
     * @param outer the name in the lab of the guest that runs them; empty for the host. Every name begins with it, so
     *     that {@code virsh list} is readable at each level, although levels do not share names
     */
    private HypervisorPlan hypervisor(
            Level level, Optional<String> outer, String folder, List<GuestSpec> guests, ImagesHere images) {
        String stem = name() + outer.map(it -> "-" + it).orElse("");
        NetworkPlan network = new NetworkPlan(
                stem, input.random().get(), "nl" + input.id() + "l" + level.depth(), subnets.pick(), forward(level));
        GuestPlanner planner = new GuestPlanner(this, level.next(), outer, folder, network, images);
        List<GuestPlan> plans = new ArrayList<>();
        for (GuestSpec guest : guests) {
            plans.add(planner.plan(guest, plans.size()));
        }
        return new HypervisorPlan(level, folder, stem, input.random().get(), network, plans);
    }

    /** Deeper guests reach the host through the guest around them; the host alone decides what they reach beyond it. */
    private NetworkPlan.Forward forward(Level level) {
        if (!level.equals(Level.L0)) {
            return NetworkPlan.Forward.NAT;
        }
        if (spec.hypervisor().isContainer()) {
            // The host connects from outside the container, which the rules of NAT would refuse.
            return NetworkPlan.Forward.OPEN;
        }
        return spec.outsideNetwork() ? NetworkPlan.Forward.NAT : NetworkPlan.Forward.NONE;
    }

    /** Derives an address in QEMU's range from the UUID, so that it is as unique. */
    static String mac(UUID uuid) {
        long bits = uuid.getLeastSignificantBits();
        return "52:54:00:%02x:%02x:%02x".formatted((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
    }

    /**
     * The images that a machine has for its guests.
     *
     * @param files the files of each image, by their paths on that machine
     * @param own the id of the image that the machine runs itself; empty for the host
     */
    record ImagesHere(Map<ImageSpec, ImageFiles> files, String own, Map<Path, String> modules) {

        ImagesHere {
            files = Map.copyOf(files);
            modules = Map.copyOf(modules);
        }
    }
}
