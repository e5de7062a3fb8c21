package org.nestlab.probe;

import java.util.Locale;
import org.apiguardian.api.API;

/** What a switch among a kernel module's parameters says. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ParameterState {
    /** {@code Y} or {@code 1}. */
    ON,
    /** {@code N} or {@code 0}. */
    OFF,
    /** Neither {@code kvm_intel} nor {@code kvm_amd} is in the kernel, so there is nothing to switch. */
    MODULE_ABSENT,
    /** The module is in the kernel but shows no such parameter. */
    PARAMETER_ABSENT,
    /** The parameter holds something that is neither on nor off. */
    UNKNOWN;

    /**
     * What a raw value means. Kernels spell it {@code Y}/{@code N} for a boolean, {@code 1}/{@code 0} for a number, by
     * version and vendor.
     */
    public static ParameterState of(String raw) {
        return switch (raw.strip().toUpperCase(Locale.ROOT)) {
            case "Y", "1" -> ON;
            case "N", "0" -> OFF;
            default -> UNKNOWN;
        };
    }
}
