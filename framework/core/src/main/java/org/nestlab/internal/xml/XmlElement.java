package org.nestlab.internal.xml;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * One element to be written: a value that grows by copies. It holds text or elements, never both, so that indenting it
 * changes nothing.
 *
 * <pre>{@code
 * XmlElement.of("domain").attr("type", "kvm").child("name", "guest & co").toString()
 * }</pre>
 */
public final class XmlElement {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]*(:[A-Za-z_][A-Za-z0-9._-]*)?");
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();

    private final String name;
    private final Map<String, String> attributes;
    private final String text;
    private final List<XmlElement> children;

    private XmlElement(String name, Map<String, String> attributes, String text, List<XmlElement> children) {
        if (!text.isEmpty() && !children.isEmpty()) {
            throw new IllegalArgumentException("<%s> holds text or elements, not both".formatted(name));
        }
        this.name = name;
        this.attributes = attributes;
        this.text = text;
        this.children = children;
    }

    /**
     * An empty element.
     *
     * @param name for example {@code disk}, or {@code prefix:name} where an {@code xmlns:prefix} attribute is given
     *     with it
     */
    public static XmlElement of(String name) {
        return new XmlElement(requireName(name), Map.of(), "", List.of());
    }

    /**
     * This element with one more attribute, or another value for it.
     *
     * @throws IllegalArgumentException if the value holds what an attribute cannot carry unchanged: control characters,
     *     line breaks and tabs among them, or half a surrogate pair
     */
    public XmlElement attr(String attribute, String value) {
        requireName(attribute);
        value.codePoints().forEach(c -> {
            if (c < 0x20 || !XmlText.isAllowed(c)) {
                throw refused("attribute " + attribute, c);
            }
        });
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new XmlElement(name, more, text, children);
    }

    public XmlElement attr(String attribute, long value) {
        return attr(attribute, Long.toString(value));
    }

    /**
     * This element with that text in it.
     *
     * @throws IllegalArgumentException if it holds what XML cannot carry: control characters other than tab and line
     *     breaks, or half a surrogate pair
     */
    public XmlElement text(String content) {
        content.codePoints().forEach(c -> {
            if (!XmlText.isAllowed(c)) {
                throw refused("text", c);
            }
        });
        return new XmlElement(name, attributes, content, children);
    }

    public XmlElement text(long content) {
        return text(Long.toString(content));
    }

    /** This element with one more element at its end. */
    public XmlElement child(XmlElement child) {
        return children(List.of(child));
    }

    /** This element with one more element at its end that holds nothing but text. */
    public XmlElement child(String childName, String content) {
        return child(of(childName).text(content));
    }

    /** This element with an optional element at its end. */
    public XmlElement child(Optional<XmlElement> child) {
        return children(child.stream().toList());
    }

    /** This element with more elements at its end. */
    public XmlElement children(List<XmlElement> more) {
        List<XmlElement> all = new ArrayList<>(children);
        all.addAll(more);
        return new XmlElement(name, attributes, text, List.copyOf(all));
    }

    /** The element as a document without a prolog, indented by two spaces, each line ended. */
    @Override
    public String toString() {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter writer = WRITERS.createXMLStreamWriter(out);
            write(writer, "\n");
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing <%s> to memory failed".formatted(name), e);
        }
        return out.append('\n').toString();
    }

    private void write(XMLStreamWriter writer, String lineBreak) throws XMLStreamException {
        if (text.isEmpty() && children.isEmpty()) {
            writer.writeEmptyElement(name);
        } else {
            writer.writeStartElement(name);
        }
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            writer.writeAttribute(attribute.getKey(), attribute.getValue());
        }
        XmlText.write(writer, text);
        for (XmlElement child : children) {
            writer.writeCharacters(lineBreak + "  ");
            child.write(writer, lineBreak + "  ");
        }
        if (!children.isEmpty()) {
            writer.writeCharacters(lineBreak);
        }
        if (!text.isEmpty() || !children.isEmpty()) {
            writer.writeEndElement();
        }
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'%s' is not a valid XML name".formatted(name));
        }
        return name;
    }

    private IllegalArgumentException refused(String where, int codePoint) {
        return new IllegalArgumentException(
                "<%s>: %s holds U+%04X, which XML cannot carry there".formatted(name, where, codePoint));
    }
}
