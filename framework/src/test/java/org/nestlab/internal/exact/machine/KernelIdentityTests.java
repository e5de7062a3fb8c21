package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.image.BareKernel;

class KernelIdentityTests {

    @TempDir
    private Path folder;

    private String identity(String kernel, String amd, String intel) throws IOException {
        Path modules = Files.createDirectories(folder.resolve("modules"));
        Files.writeString(folder.resolve("kvm_amd.order"), "kvm-amd\n");
        Files.writeString(modules.resolve("kvm-amd.ko"), amd);
        Files.writeString(modules.resolve("kvm-intel.ko"), intel);
        Path image = Files.writeString(folder.resolve("vmlinux"), kernel);
        return KernelIdentity.of(new BareKernel(folder, "6.1.0-50-cloud-amd64"), image, Vendor.AMD);
    }

    @Test
    void tellsBuildsOfOneReleaseApartByWhatTheVendorsMachineLoads() throws IOException {
        String one = identity("kernel", "amd", "intel");

        assertThat(one).matches("6\\.1\\.0-50-cloud-amd64 \\(SHA-256 [0-9a-f]{12}\\)");
        assertThat(identity("kernel", "amd", "intel, changed")).isEqualTo(one);
        assertThat(identity("kernel", "amd, changed", "intel")).isNotEqualTo(one);
        assertThat(identity("kernel, changed", "amd", "intel")).isNotEqualTo(one);
    }
}
