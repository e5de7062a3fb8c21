package org.nestlab.spec;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/**
 * The CPU that a guest is given, in libvirt's terms, and whether it may host guests of its own.
 *
 * <p>On the emulated tier L1 has no host CPU to pass through: host-passthrough and host-model are stood in for by an
 * emulated CPU with the same answer to {@link #virtualization()}, and the plan says so.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface CpuMode {

    /** Whether the guest sees vmx or svm, whichever the host's vendor calls it. */
    boolean virtualization();

    /** The same mode with the virtualization extension shown to the guest or hidden from it. */
    CpuMode withVirtualization(boolean visible);

    /** Single features, by libvirt's names. */
    List<Feature> features();

    /** As libvirt writes it: {@code host-passthrough}, {@code host-model}, {@code custom}. */
    String mode();

    static HostPassthrough hostPassthrough() {
        return new HostPassthrough(true, List.of());
    }

    static HostModel hostModel() {
        return new HostModel(true, List.of());
    }

    /** A named model without the virtualization extension, as {@code virsh domcapabilities} lists them. */
    static Custom custom(String model) {
        return new Custom(model, false, List.of());
    }

    /** The host's CPU as it is. */
    record HostPassthrough(boolean virtualization, List<Feature> features) implements CpuMode {
        public HostPassthrough {
            features = List.copyOf(features);
        }

        @Override
        public HostPassthrough withVirtualization(boolean visible) {
            return new HostPassthrough(visible, features);
        }

        @Override
        public String mode() {
            return "host-passthrough";
        }
    }

    /** The named model nearest to the host's CPU. */
    record HostModel(boolean virtualization, List<Feature> features) implements CpuMode {
        public HostModel {
            features = List.copyOf(features);
        }

        @Override
        public HostModel withVirtualization(boolean visible) {
            return new HostModel(visible, features);
        }

        @Override
        public String mode() {
            return "host-model";
        }
    }

    /**
     * A named model.
     *
     * @param model libvirt's name of it, as {@code EPYC}, {@code Skylake-Server}
     */
    record Custom(String model, boolean virtualization, List<Feature> features) implements CpuMode {
        public Custom {
            if (!model.matches("[A-Za-z0-9_.+-]{1,64}")) {
                throw new LabConfigurationException(
                        "'%s' is no CPU model: wanted a name as `virsh domcapabilities` lists them, like EPYC"
                                .formatted(model));
            }
            features = List.copyOf(features);
        }

        @Override
        public Custom withVirtualization(boolean visible) {
            return new Custom(model, visible, features);
        }

        public Custom withFeature(String name, boolean required) {
            List<Feature> more = new java.util.ArrayList<>(features);
            more.add(new Feature(name, required));
            return new Custom(model, virtualization, more);
        }

        @Override
        public String mode() {
            return "custom";
        }
    }

    /**
     * One CPU feature.
     *
     * @param name libvirt's name of it, as {@code avx2}
     * @param required true where the guest must have it, false where it must not
     */
    record Feature(String name, boolean required) {
        public Feature {
            if (!name.matches("[a-z0-9_.-]{1,64}")) {
                throw new LabConfigurationException(
                        "'%s' is no CPU feature: wanted libvirt's name of one, like svm or avx2".formatted(name));
            }
        }
    }
}
