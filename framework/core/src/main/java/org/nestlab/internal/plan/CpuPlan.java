package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.machine.Level;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.CpuMode.Feature;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.Tier;

/**
 * The CPU of one guest in libvirt's terms.
 *
 * @param mode {@code host-passthrough}, {@code host-model} or {@code custom}
 * @param model the model's name; empty except for {@code custom}
 * @param features required and disabled features, in order, each once
 * @param note a remark for readers; empty if there is none
 */
public record CpuPlan(String mode, Optional<String> model, List<Feature> features, Optional<String> note) {

    /** The CPU that TCG emulates where there is no host CPU to pass through: AMD's, since TCG knows SVM and not VMX. */
    static final String EMULATED_MODEL = "EPYC";

    private static final List<String> BESIDE_SVM = List.of("npt", "nrip-save");

    /**
     * The CPU of a guest of a lab.
     *
     * @param extension the virtualization extension of the CPU of the level above: vmx or svm
     */
    static CpuPlan of(GuestSpec guest, Level level, Tier tier, String extension) {
        boolean emulated = tier == Tier.EMULATED && level.equals(Level.L1);
        return emulated ? underTcg(guest.cpu(), level + " " + guest.name()) : underKvm(guest.cpu(), extension);
    }

    /**
     * A CPU that KVM runs.
     *
     * @param extension the virtualization extension of the CPU below: vmx or svm
     */
    public static CpuPlan underKvm(CpuMode wanted, String extension) {
        List<Feature> features = new ArrayList<>(wanted.features());
        Optional<String> model = modelOf(wanted);
        if (model.isPresent() || !wanted.virtualization()) {
            set(features, extension, wanted.virtualization());
        }
        return new CpuPlan(wanted.mode(), model, features, Optional.empty());
    }

    /**
     * A CPU that TCG emulates.
     *
     * @param label the label of the guest, for the note
     */
    public static CpuPlan underTcg(CpuMode wanted, String label) {
        List<Feature> features = new ArrayList<>(wanted.features());
        if (wanted.virtualization()) {
            set(features, "svm", true);
            // The spec overrides these, so that a lab may do without nested paging.
            BESIDE_SVM.stream()
                    .filter(name -> features.stream()
                            .noneMatch(feature -> feature.name().equals(name)))
                    .forEach(name -> features.add(new Feature(name, true)));
        } else {
            set(features, "svm", false);
        }
        Optional<String> model = modelOf(wanted);
        return model.isPresent()
                ? new CpuPlan("custom", model, features, Optional.empty())
                : standIn(label, wanted, features);
    }

    private static Optional<String> modelOf(CpuMode wanted) {
        return wanted instanceof CpuMode.Custom custom ? Optional.of(custom.model()) : Optional.empty();
    }

    private static CpuPlan standIn(String label, CpuMode wanted, List<Feature> features) {
        String note = "%s: %s is stood in for by an emulated %s, virtualization extension %s"
                .formatted(label, wanted.mode(), EMULATED_MODEL, wanted.virtualization() ? "shown" : "hidden");
        return new CpuPlan("custom", Optional.of(EMULATED_MODEL), features, Optional.of(note));
    }

    private static void set(List<Feature> features, String name, boolean required) {
        features.removeIf(feature -> feature.name().equals(name));
        features.add(new Feature(name, required));
    }
}
