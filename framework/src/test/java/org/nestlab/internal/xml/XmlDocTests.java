package org.nestlab.internal.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlDocTests {

    private static final String DOMAIN = """
            <domain type='kvm'>
              <name>guest &amp; co</name>
              <!-- mine -->
              <cpu mode='custom'><model>EPYC</model></cpu>
              <devices>
                <interface type='network'><mac address='52:54:00:00:00:01'/><source network='a'/></interface>
                <interface type='network'><mac address='52:54:00:00:00:02'/><source network='b'/></interface>
              </devices>
            </domain>
            """;

    @Test
    void findsTextAttributesAndElements() {
        XmlDoc domain = XmlDoc.parse(DOMAIN);

        assertThat(domain.text("/domain/name")).contains("guest & co");
        assertThat(domain.text("/domain/@type")).contains("kvm");
        assertThat(domain.text("/domain/uuid")).isEmpty();
        assertThat(domain.has("/domain/cpu[@mode='custom']")).isTrue();
        assertThat(domain.has("/domain/cpu[@mode='host-model']")).isFalse();
        assertThat(domain.texts("//mac/@address")).containsExactly("52:54:00:00:00:01", "52:54:00:00:00:02");
        assertThat(domain.all("/domain/devices/interface"))
                .extracting(card -> card.text("source/@network").orElseThrow())
                .containsExactly("a", "b");
        assertThat(domain.first("/domain/cpu")).hasToString("Optional[<cpu mode=\"custom\"><model>EPYC</model></cpu>]");
    }

    @Test
    void replacesOneChildAndNothingElse() {
        XmlDoc domain = XmlDoc.parse(DOMAIN);

        String changed = domain.withChild("cpu", Optional.of("<cpu mode='host-passthrough'/>"));

        assertThat(changed.replace('"', '\''))
                .isEqualTo(DOMAIN.strip()
                        .replace("<cpu mode='custom'><model>EPYC</model></cpu>", "<cpu mode='host-passthrough'/>"));
        assertThat(domain.text("/domain/cpu/@mode")).as("the document itself").contains("custom");
    }

    @Test
    void addsAndRemovesAChild() {
        XmlDoc domain = XmlDoc.parse("<domain><name>a</name></domain>");

        assertThat(domain.withChild("cpu", Optional.of("<cpu/>"))).isEqualTo("<domain><name>a</name><cpu/></domain>");
        assertThat(domain.withChild("name", Optional.empty())).isEqualTo("<domain/>");
        assertThat(domain.withChild("cpu", Optional.empty())).isEqualTo("<domain><name>a</name></domain>");
    }

    @Test
    void readsNoOtherFile(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "root:x:0");
        String xml = "<!DOCTYPE d [<!ENTITY e SYSTEM \"%s\">]><d>&e;</d>".formatted(secret.toUri());

        assertThatThrownBy(() -> XmlDoc.parse(xml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not the expected XML: ")
                .hasMessageContaining("http://apache.org/xml/features/disallow-doctype-decl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no xml", "<a>", "<a></b>", "<a/><b/>", "<a x=1/>"})
    void refusesWhatIsNotWellFormed(String xml) {
        assertThatThrownBy(() -> XmlDoc.parse(xml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not the expected XML: ");
    }
}
