package org.nestlab.internal.exact.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.image.BareKernel;

/** What a level boots; it distinguishes two builds of one release. */
final class KernelIdentity {

    private static final int DIGITS = 12;

    private KernelIdentity() {}

    /**
     * The release, and a hash over the kernel and the vendor's KVM modules:
     * {@code 6.1.0-50-cloud-amd64 (SHA-256 0123456789ab)}.
     *
     * @param image the file of the kernel that is booted
     */
    static String of(BareKernel kernel, Path image, Vendor vendor) {
        List<Path> files = new ArrayList<>(List.of(image));
        files.addAll(kernel.modules(vendor.module()).orElse(List.of()));
        String hashes = files.stream()
                .map(file -> file.getFileName() + " " + FileHash.of(file))
                .collect(Collectors.joining("\n"));
        return "%s (SHA-256 %s)".formatted(kernel.release(), Sha256.hex(hashes).substring(0, DIGITS));
    }
}
