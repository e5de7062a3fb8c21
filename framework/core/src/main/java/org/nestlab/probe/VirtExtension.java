package org.nestlab.probe;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/**
 * What the CPU says of hardware virtualization, by {@code /proc/cpuinfo}. That the CPU has the extension does not say
 * that KVM uses it: see {@link KvmDevice} and {@link NestedParameter}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VirtExtension {

    /** A vendor's virtualization extension. */
    public enum Kind {
        /** Intel's. */
        VMX("vmx", "kvm_intel", "ept"),
        /** AMD's. */
        SVM("svm", "kvm_amd", "npt");

        private final String flag;
        private final String module;
        private final String pagingFlag;

        Kind(String flag, String module, String pagingFlag) {
            this.flag = flag;
            this.module = module;
            this.pagingFlag = pagingFlag;
        }

        /** The CPU flag: {@code vmx}, {@code svm}. */
        public String flag() {
            return flag;
        }

        /** The kernel module that drives it: {@code kvm_intel}, {@code kvm_amd}. */
        public String module() {
            return module;
        }

        /**
         * The flag of its nested paging, which is also the name of the module's parameter: {@code ept}, {@code npt}.
         */
        public String pagingFlag() {
            return pagingFlag;
        }

        @Override
        public String toString() {
            return flag;
        }
    }

    private final @Nullable Kind kind;
    private final boolean nestedPaging;
    private final String vendor;
    private final String modelName;
    private final Set<String> flags;

    private VirtExtension(
            @Nullable Kind kind, boolean nestedPaging, String vendor, String modelName, Set<String> flags) {
        this.kind = kind;
        this.nestedPaging = nestedPaging;
        this.vendor = vendor;
        this.modelName = modelName;
        this.flags = Set.copyOf(flags);
    }

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if {@code /proc/cpuinfo} cannot be read
     */
    public static VirtExtension of(Machine machine) {
        return parse(machine.run(CpuInfo.SCRIPT).orThrow().stdout());
    }

    /** The extension; empty where the CPU shows none. */
    public Optional<Kind> kind() {
        return Optional.ofNullable(kind);
    }

    /** Whether the CPU shows nested paging: {@code ept} with vmx, {@code npt} with svm. */
    public boolean nestedPaging() {
        return nestedPaging;
    }

    /** The vendor's name, for example {@code AuthenticAMD}; empty where the file has none. */
    public String vendor() {
        return vendor;
    }

    /** For example {@code AMD EPYC Processor}; empty where the file has none. */
    public String modelName() {
        return modelName;
    }

    /** Every word of the {@code flags} line. */
    public Set<String> flags() {
        return flags;
    }

    /** Whether the CPU has VMX or SVM. */
    public boolean present() {
        return kind != null;
    }

    static VirtExtension parse(String cpuinfo) {
        CpuInfo cpu = CpuInfo.parse(cpuinfo);
        Set<String> flags = cpu.words("flags");
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(candidate -> flags.contains(candidate.flag))
                .findFirst();
        // Kernels before 5.6 have ept among the flags, later ones on a line of its own as well; npt is always a flag.
        boolean paging = kind.map(Kind::pagingFlag)
                .filter(flag -> flags.contains(flag) || cpu.words("vmx flags").contains(flag))
                .isPresent();
        return new VirtExtension(kind.orElse(null), paging, cpu.text("vendor_id"), cpu.text("model name"), flags);
    }

    private ValueProperties properties() {
        return ValueProperties.of(VirtExtension.class)
                .and("kind", kind)
                .and("nestedPaging", nestedPaging)
                .and("vendor", vendor)
                .and("modelName", modelName)
                .and("flags", flags);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtExtension same && properties().equals(same.properties());
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
