package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.xml.XmlElement;

class OwnershipTests {

    private static final UUID OWNER = UUID.fromString("5f0c0000-0000-4000-8000-000000000002");

    @ParameterizedTest
    @ValueSource(strings = {"guest", "<a>&\"'", ""})
    void isReadBackAsItWasWritten(String name) {
        Ownership ours = new Ownership("0a1b2c3d", OWNER, 2, name);
        String xml = XmlElement.of("domain").child(ours.toXml()).toString();

        assertThat(Ownership.of(xml)).contains(ours);
    }

    @Test
    void isWrittenAsDocumented() {
        assertThat(new Ownership("0a1b2c3d", OWNER, 1, "guest").toXml()).hasToString("""
                        <metadata>
                          <nestlab:lab xmlns:nestlab="https://nestlab.org/xmlns/lab/1" id="0a1b2c3d" owner="5f0c0000-0000-4000-8000-000000000002" level="1" name="guest"/>
                        </metadata>
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<domain/>",
                "<domain><metadata/></domain>",
                "<domain><name>nestlab-0a1b2c3d-guest</name></domain>",
                "<domain><metadata><lab id='0a1b2c3d' owner='5f0c0000-0000-4000-8000-000000000002' level='1' name='g'/></metadata></domain>",
                "<domain><metadata><n:lab xmlns:n='https://example.org/' id='0a1b2c3d' owner='5f0c0000-0000-4000-8000-000000000002' level='1' name='g'/></metadata></domain>",
                "<domain><metadata><n:lab xmlns:n='https://nestlab.org/xmlns/lab/1' id='other' owner='5f0c0000-0000-4000-8000-000000000002' level='1' name='g'/></metadata></domain>",
                "<domain><metadata><n:lab xmlns:n='https://nestlab.org/xmlns/lab/1' id='0a1b2c3d' owner='me' level='1' name='g'/></metadata></domain>",
                "<domain><metadata><n:lab xmlns:n='https://nestlab.org/xmlns/lab/1' id='0a1b2c3d' owner='5f0c0000-0000-4000-8000-000000000002' name='g'/></metadata></domain>",
                "<domain><devices><n:lab xmlns:n='https://nestlab.org/xmlns/lab/1' id='0a1b2c3d' owner='5f0c0000-0000-4000-8000-000000000002' level='1' name='g'/></devices></domain>"
            })
    void nothingElseIsOurs(String xml) {
        assertThat(Ownership.of(xml)).isEmpty();
    }

    @Test
    void refusesAnIdThatIsNone() {
        assertThatThrownBy(() -> new Ownership("lab", OWNER, 1, "guest"))
                .hasMessage("a lab's id is 8 hexadecimal digits, not 'lab'");
    }
}
