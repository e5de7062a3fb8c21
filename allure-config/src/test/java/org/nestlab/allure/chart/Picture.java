package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** An SVG as a parser sees it; whatever is no XML fails the test. */
record Picture(String svg, Document document) {

    static Picture of(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Picture picture = new Picture(svg, builder.parse(new InputSource(new StringReader(svg))));
            picture.isWellMade();
            return picture;
        } catch (Exception e) {
            throw new AssertionError("this is not valid XML: " + svg, e);
        }
    }

    /** What holds for all pictures. */
    private void isWellMade() {
        Element root = document.getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getFirstChild().getNodeName()).isEqualTo("title");
        assertThat(root.getFirstChild().getTextContent()).isNotBlank();
        assertThat(root.getChildNodes().item(1).getNodeName()).isEqualTo("desc");
        assertThat(root.getChildNodes().item(1).getTextContent()).isNotBlank();
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("null");
        // the name space is the only address, and nothing is fetched, run or referred to
        assertThat(svg.replaceFirst("http://www.w3.org/2000/svg", ""))
                .doesNotContain("://")
                .doesNotContain("url(")
                .doesNotContain("@import")
                .doesNotContain("href");
        elements("*").forEach(element -> {
            assertThat(element.getNodeName())
                    .isIn("svg", "title", "desc", "style", "g", "rect", "line", "path", "text");
            IntStream.range(0, element.getAttributes().getLength())
                    .mapToObj(i -> element.getAttributes().item(i).getNodeName())
                    .forEach(name -> assertThat(name).doesNotStartWith("on").isNotEqualTo("style"));
        });
    }

    List<Element> elements(String name) {
        NodeList found = document.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    List<Element> styled(String style) {
        return elements("*").stream()
                .filter(it -> List.of(it.getAttribute("class").split(" ")).contains(style))
                .toList();
    }

    /** All that is written. */
    List<String> texts() {
        return elements("text").stream().map(Element::getTextContent).toList();
    }

    /** All that is told to who points at something. */
    List<String> told() {
        return elements("g").stream()
                .map(it -> it.getFirstChild().getTextContent())
                .toList();
    }

    String description() {
        return document.getDocumentElement().getChildNodes().item(1).getTextContent();
    }

    int height() {
        return Integer.parseInt(document.getDocumentElement().getAttribute("height"));
    }
}
