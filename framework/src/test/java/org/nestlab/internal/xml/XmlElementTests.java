package org.nestlab.internal.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlElementTests {

    /** Pieces that would end an element, an attribute, a comment or a CDATA section if they were let. */
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "&",
            "\"",
            "'",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<?x?>",
            "</name>",
            "/>",
            "&amp;",
            "&#10;",
            "%s",
            "$(id)",
            "`id`",
            "\\",
            "${x}",
            " ",
            "\u00e4",
            "\u2028",
            "\ud83d\ude00",
            "\ufffd",
            "x");

    /** Fixed seeds: a failing string can be made again. */
    static Stream<String> hostileStrings() {
        return IntStream.range(0, 300).mapToObj(seed -> {
            Random random = new Random(seed);
            return IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                    .collect(Collectors.joining());
        });
    }

    @ParameterizedTest
    @MethodSource("hostileStrings")
    void whatGoesInComesOut(String hostile) {
        String xml = XmlElement.of("domain")
                .child(XmlElement.of("os").attr("cmd", hostile).text(hostile))
                .child("name", hostile)
                .toString();

        XmlDoc read = XmlDoc.parse(xml);
        assertThat(read.text("/domain/os/@cmd")).contains(hostile);
        assertThat(read.text("/domain/os")).contains(hostile);
        assertThat(read.text("/domain/name")).contains(hostile);
        assertThat(read.all("//*")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "\r", "a\n\nb", "\t\ttab", "\n", " \r\r "})
    void lineBreaksOfTextComeOut(String text) {
        XmlDoc read = XmlDoc.parse(XmlElement.of("a").text(text).toString());

        assertThat(read.text("/a")).contains(text);
    }

    @Test
    void indentsElementsAndLeavesTextAlone() {
        String xml = XmlElement.of("network")
                .attr("ipv6", "no")
                .child("name", "a & b")
                .child(XmlElement.of("ip").attr("prefix", 24).child(XmlElement.of("dhcp")))
                .child(Optional.empty())
                .child(Optional.of(XmlElement.of("mtu").text(1500)))
                .toString();

        assertThat(xml).isEqualTo("""
                        <network ipv6="no">
                          <name>a &amp; b</name>
                          <ip prefix="24">
                            <dhcp/>
                          </ip>
                          <mtu>1500</mtu>
                        </network>
                        """);
    }

    @Test
    void isAValue() {
        XmlElement plain = XmlElement.of("a");
        plain.attr("x", "1").child("b", "c");

        assertThat(plain).hasToString("<a/>\n");
        assertThat(plain.attr("x", "1").attr("x", "2")).hasToString("<a x=\"2\"/>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a>", "1a", "a:b:c", "a\n", "a=\"\"", "-a", ":a"})
    void refusesNamesThatAreNone(String name) {
        String message = "'%s' is not a valid XML name".formatted(name);
        assertThatThrownBy(() -> XmlElement.of(name)).hasMessage(message);
        assertThatThrownBy(() -> XmlElement.of("a").attr(name, "x")).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0007", "\u001b[31m", "\ud83d", "\ude00", "\ufffe", "\uffff"})
    void refusesWhatXmlCannotCarry(String text) {
        int last = text.chars().filter(c -> !XmlText.isAllowed(c)).findFirst().orElseThrow();
        assertThatThrownBy(() -> XmlElement.of("name").text(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("<name>: text holds U+%04X, which XML cannot carry there".formatted(last));
        assertThatThrownBy(() -> XmlElement.of("name").attr("x", text))
                .hasMessage("<name>: attribute x holds U+%04X, which XML cannot carry there".formatted(last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb"})
    void refusesLineBreaksThatAnAttributeWouldLose(String value) {
        assertThatThrownBy(() -> XmlElement.of("name").attr("x", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("<name>: attribute x holds U+%04X, which XML cannot carry there"
                        .formatted((int) value.charAt(1)));
    }

    @Test
    void refusesMixedContent() {
        assertThatThrownBy(() -> XmlElement.of("a").text("x").child("b", "c"))
                .hasMessage("<a> holds text or elements, not both");
    }
}
