package org.nestlab.internal.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.HostileTexts;

/** What goes into a definition comes out of it as the same text, or is refused: nothing becomes an element. */
class HostileXmlTests {

    @Test
    void textsAndAttributesStayWhatTheyAre() {
        int carried = 0;
        for (String text : HostileTexts.all()) {
            Optional<String> xml = written(text);
            boolean breaksALine = text.matches("(?s).*[\t\r\n].*");
            assertThat(xml.isPresent()).as(text).isNotEqualTo(breaksALine);
            if (xml.isPresent()) {
                XmlDoc read = XmlDoc.parse(xml.get());
                assertThat(read.text("/domain/@name")).contains(text);
                assertThat(read.text("/domain/title")).contains(text);
                assertThat(read.all("//*")).hasSize(2);
                carried++;
            }
        }
        assertThat(carried).isGreaterThan(100);
    }

    @Test
    void aTextMayHaveLinesAndTabs() {
        for (String text : HostileTexts.all()) {
            XmlDoc read = XmlDoc.parse(XmlElement.of("a").child("b", text).toString());
            assertThat(read.text("/a/b")).contains(text);
        }
    }

    private static Optional<String> written(String text) {
        try {
            return Optional.of(XmlElement.of("domain")
                    .attr("name", text)
                    .child("title", text)
                    .toString());
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }
}
