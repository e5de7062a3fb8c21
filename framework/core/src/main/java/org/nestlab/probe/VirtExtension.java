package org.nestlab.probe;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.nestlab.machine.Machine;

/**
 * What the CPU says of hardware virtualization, by {@code /proc/cpuinfo}. That the CPU has the extension does not say
 * that KVM uses it: see {@link KvmDevice} and {@link NestedParameter}.
 *
 * @param kind the extension, empty where the CPU shows none
 * @param nestedPaging whether the CPU shows nested paging: {@code ept} with vmx, {@code npt} with svm
 * @param vendor the vendor's name, for example {@code AuthenticAMD}; empty where the file has none
 * @param modelName for example {@code AMD EPYC Processor}; empty where the file has none
 * @param flags every word of the {@code flags} line
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record VirtExtension(
        Optional<Kind> kind, boolean nestedPaging, String vendor, String modelName, Set<String> flags) {

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

    public VirtExtension {
        flags = Set.copyOf(flags);
    }

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if {@code /proc/cpuinfo} cannot be read
     */
    public static VirtExtension of(Machine machine) {
        return parse(machine.run(CpuInfo.SCRIPT).orThrow().stdout());
    }

    public boolean present() {
        return kind.isPresent();
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
        return new VirtExtension(kind, paging, cpu.text("vendor_id"), cpu.text("model name"), flags);
    }
}
