package org.nestlab.exact;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/** The vendor of an exact machine's virtualization extension. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Vendor {
    /** SVM with nested paging, by QEMU's TCG. */
    AMD("svm", "kvm_amd"),
    /** VMX with EPT, VPID, unrestricted guest and shadow VMCS, by Bochs. */
    INTEL("vmx", "kvm_intel");

    private final String flag;
    private final String module;

    Vendor(String flag, String module) {
        this.flag = flag;
        this.module = module;
    }

    /** As it is written on the command line: {@code amd}, {@code intel}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The flag of {@code /proc/cpuinfo} that shows the extension: {@code svm}, {@code vmx}. */
    public String flag() {
        return flag;
    }

    /** KVM's module for it, as {@code /proc/modules} writes it: {@code kvm_amd}, {@code kvm_intel}. */
    public String module() {
        return module;
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws LabConfigurationException if the text has another form
     */
    public static Vendor parse(String word) {
        return Arrays.stream(values())
                .filter(vendor -> vendor.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new LabConfigurationException("'%s' is not a valid vendor; expected %s"
                        .formatted(
                                word, Arrays.stream(values()).map(Vendor::word).collect(Collectors.joining(" or ")))));
    }
}
