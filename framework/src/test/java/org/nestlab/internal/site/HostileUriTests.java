package org.nestlab.internal.site;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.Untidy;

/** A libvirt URI is written down in the journal and shown in plans, so one with a password is refused, unshown. */
class HostileUriTests {

    @Test
    void aPasswordIsRefusedAndNotShown() {
        assertThatThrownBy(() -> new Sites().openHost("qemu+ssh://root:s3cret@host/system"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "nestlab.connect is 'qemu+ssh://root:***@host/system', which holds a password; expected qemu+ssh://user@host/system and a key, the user's own or ?keyfile=/path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu+ssh://root:s3 cret@host/system",
                "qemu+ssh://root:a/s3cret@host/system",
                "qemu+ssh://root:a@s3cret@host",
                "qemu+ssh://root%3As3cret@host/system",
                "qemu://u:s3cret@/system",
                "qemu+ssh://root@host/system?password=s3cret",
            })
    void howeverItIsSpelt(String uri) {
        assertThatThrownBy(() -> new Sites().openHost(uri))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining("***")
                .hasMessageNotContaining("cret");
    }

    @Test
    void anythingElseIsRefusedInWords() {
        // None of them is opened: what would be is refused by its scheme.
        Untidy.of("xen+tls://host/system?pkipath=/x", "esx://host")
                .with("//", "@", ":", "?", "&", "%zz")
                .isReadOrRefused(LabConfigurationException.class, uri -> {
                    if (!uri.startsWith("qemu") && !uri.startsWith("test")) {
                        new Sites().openHost(uri).close();
                    }
                });
    }
}
