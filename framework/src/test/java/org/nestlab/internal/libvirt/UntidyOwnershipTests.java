package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.xml.XmlElement;

/** Nobody's mark becomes ours by being spoilt: what is read is whole, or it is none. */
class UntidyOwnershipTests {

    private static final Ownership OURS = new Ownership("0badcafe", new UUID(1, 2), 1, "hypervisor");

    @Test
    void marks() {
        String xml =
                XmlElement.of("domain").child("name", "a").child(OURS.toXml()).toString();

        Untidy.of(xml)
                .with("id=\"", "owner=\"", "level=\"", Ownership.NAMESPACE)
                .isReadOrRefused(
                        IllegalArgumentException.class,
                        text -> Ownership.of(text).ifPresent(mark -> {
                            assertThat(mark.labId()).matches("[0-9a-f]{8}");
                            assertThat(mark.level()).isNotNegative();
                        }));
    }
}
