package org.nestlab.internal.xml;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What XML 1.0 takes as text, section 2.2 of its specification, and how to write it so that it is read back as it was.
 */
final class XmlText {

    private XmlText() {}

    static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }

    /** Writes text; a bare carriage return would be read back as a line feed, so it goes as a reference. */
    static void write(XMLStreamWriter writer, String text) throws XMLStreamException {
        int start = 0;
        for (int cr = text.indexOf('\r'); cr >= 0; cr = text.indexOf('\r', start)) {
            writer.writeCharacters(text.substring(start, cr));
            writer.writeEntityRef("#13");
            start = cr + 1;
        }
        writer.writeCharacters(text.substring(start));
    }
}
