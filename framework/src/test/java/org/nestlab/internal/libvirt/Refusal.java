package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;

/**
 * What a refusal of libvirt becomes. Libvirt's own words are compared with what it says here, as they differ from
 * version to version.
 */
final class Refusal {

    private Refusal() {}

    /**
     * A failure that says where and while doing what, and then what libvirt said.
     *
     * @param doing for example {@code L0 host: resetting domain x}
     * @param code of libvirt's error, for example {@code VIR_ERR_NO_DOMAIN}
     */
    static Consumer<Throwable> of(String doing, String code) {
        return failure -> {
            LibvirtFailure libvirts = LibvirtFailure.in(failure).orElseThrow(() -> new AssertionError(failure));
            assertThat(libvirts.getMessage()).as("what libvirt said").isNotBlank();
            assertThat(failure).hasMessage("%s: %s", doing, libvirts.getMessage());
            assertThat(libvirts.codeName()).as(libvirts.getMessage()).isEqualTo(code);
        };
    }
}
