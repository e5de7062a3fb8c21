package org.nestlab.spec;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;

/**
 * The CPU of a guest in libvirt's terms, and whether the guest may run guests.
 *
 * <p>On the emulated tier there is no host CPU that L1 could get. An emulated CPU with the same
 * {@link #virtualization()} replaces host-passthrough and host-model, and the plan says so.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface CpuMode {

    /** Whether the guest sees the virtualization extension: vmx or svm, depending on the vendor of the host's CPU. */
    boolean virtualization();

    /** The same mode with the virtualization extension shown to the guest or hidden from it. */
    CpuMode withVirtualization(boolean visible);

    /** Features that the CPU has or lacks, by libvirt's names. */
    List<Feature> features();

    /** The same mode with these features instead of the present ones. */
    CpuMode withFeatures(List<Feature> newFeatures);

    /**
     * The same mode with one more feature.
     *
     * @param name libvirt's name of it, for example {@code avx2}
     * @param required true where the guest must have it, false where it must not
     */
    CpuMode addFeature(String name, boolean required);

    /** The mode as libvirt writes it: {@code host-passthrough}, {@code host-model}, {@code custom}. */
    String mode();

    /** The CPU of the machine that runs the guest, as it is. */
    static HostPassthrough hostPassthrough() {
        return new HostPassthrough(true, List.of());
    }

    /** The named model nearest to the CPU of the machine that runs the guest. */
    static HostModel hostModel() {
        return new HostModel(true, List.of());
    }

    /** A named model without the virtualization extension, as {@code virsh domcapabilities} lists them. */
    static Custom custom(String model) {
        return new Custom(model, false, List.of());
    }

    /** The host's CPU as it is. */
    final class HostPassthrough implements CpuMode {
        private final boolean virtualization;
        private final List<Feature> features;

        private HostPassthrough(boolean virtualization, List<Feature> features) {
            this.virtualization = virtualization;
            this.features = List.copyOf(features);
        }

        @Override
        public boolean virtualization() {
            return virtualization;
        }

        @Override
        public List<Feature> features() {
            return features;
        }

        @Override
        public HostPassthrough withVirtualization(boolean visible) {
            return new HostPassthrough(visible, features);
        }

        @Override
        public HostPassthrough withFeatures(List<Feature> newFeatures) {
            return new HostPassthrough(virtualization, newFeatures);
        }

        @Override
        public HostPassthrough addFeature(String name, boolean required) {
            return withFeatures(Checks.added(features, new Feature(name, required)));
        }

        @Override
        public String mode() {
            return "host-passthrough";
        }

        ValueProperties properties() {
            return ValueProperties.of(HostPassthrough.class)
                    .and("virtualization", virtualization)
                    .and("features", features);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HostPassthrough mode && properties().equals(mode.properties());
        }

        @Override
        public int hashCode() {
            return properties().hashCode();
        }

        @Override
        public String toString() {
            return properties().toString();
        }
    }

    /** The named model nearest to the host's CPU. */
    final class HostModel implements CpuMode {
        private final boolean virtualization;
        private final List<Feature> features;

        private HostModel(boolean virtualization, List<Feature> features) {
            this.virtualization = virtualization;
            this.features = List.copyOf(features);
        }

        @Override
        public boolean virtualization() {
            return virtualization;
        }

        @Override
        public List<Feature> features() {
            return features;
        }

        @Override
        public HostModel withVirtualization(boolean visible) {
            return new HostModel(visible, features);
        }

        @Override
        public HostModel withFeatures(List<Feature> newFeatures) {
            return new HostModel(virtualization, newFeatures);
        }

        @Override
        public HostModel addFeature(String name, boolean required) {
            return withFeatures(Checks.added(features, new Feature(name, required)));
        }

        @Override
        public String mode() {
            return "host-model";
        }

        ValueProperties properties() {
            return ValueProperties.of(HostModel.class)
                    .and("virtualization", virtualization)
                    .and("features", features);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HostModel mode && properties().equals(mode.properties());
        }

        @Override
        public int hashCode() {
            return properties().hashCode();
        }

        @Override
        public String toString() {
            return properties().toString();
        }
    }

    /** A named model. */
    final class Custom implements CpuMode {
        private final String model;
        private final boolean virtualization;
        private final List<Feature> features;

        private Custom(String model, boolean virtualization, List<Feature> features) {
            if (!model.matches("[A-Za-z0-9_.+-]{1,64}")) {
                throw new LabConfigurationException(
                        "'%s' is not a valid CPU model; expected a name as `virsh domcapabilities` lists them, like EPYC"
                                .formatted(model));
            }
            this.model = model;
            this.virtualization = virtualization;
            this.features = List.copyOf(features);
        }

        /** libvirt's name of it, for example {@code EPYC}, {@code Skylake-Server}. */
        public String model() {
            return model;
        }

        @Override
        public boolean virtualization() {
            return virtualization;
        }

        @Override
        public List<Feature> features() {
            return features;
        }

        @Override
        public Custom withVirtualization(boolean visible) {
            return new Custom(model, visible, features);
        }

        @Override
        public Custom withFeatures(List<Feature> newFeatures) {
            return new Custom(model, virtualization, newFeatures);
        }

        @Override
        public Custom addFeature(String name, boolean required) {
            return withFeatures(Checks.added(features, new Feature(name, required)));
        }

        @Override
        public String mode() {
            return "custom";
        }

        ValueProperties properties() {
            return ValueProperties.of(Custom.class)
                    .and("model", model)
                    .and("virtualization", virtualization)
                    .and("features", features);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Custom mode && properties().equals(mode.properties());
        }

        @Override
        public int hashCode() {
            return properties().hashCode();
        }

        @Override
        public String toString() {
            return properties().toString();
        }
    }

    /**
     * One CPU feature.
     *
     * @param name libvirt's name of it, for example {@code avx2}
     * @param required true where the guest must have it, false where it must not
     */
    record Feature(String name, boolean required) {
        public Feature {
            if (!name.matches("[a-z0-9_.-]{1,64}")) {
                throw new LabConfigurationException(
                        "'%s' is not a valid CPU feature; expected libvirt's name of one, like svm or avx2"
                                .formatted(name));
            }
        }
    }
}
