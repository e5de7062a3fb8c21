package org.nestlab.internal.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element that is changed in place, in a copy of its document: whatever is not named stays as it is, comments, white
 * space and elements of other namespaces included. Children are found by their local name, in the namespace of the
 * document's root. Not thread-safe.
 */
public final class XmlEdit {

    private final Element element;

    private XmlEdit(Element element) {
        this.element = element;
    }

    /**
     * The root of a document.
     *
     * @throws IllegalArgumentException if {@link XmlDoc#parse} would refuse the text
     */
    public static XmlEdit of(String xml) {
        return new XmlEdit(XmlDoc.read(xml).getDocumentElement());
    }

    public List<XmlEdit> children(String name) {
        List<XmlEdit> found = new ArrayList<>();
        for (Element child : elements()) {
            if (name.equals(child.getLocalName()) && sameNamespace(child)) {
                found.add(new XmlEdit(child));
            }
        }
        return found;
    }

    public Optional<XmlEdit> child(String name) {
        return children(name).stream().findFirst();
    }

    /** The first child of that name, added after the others where there is none. */
    public XmlEdit childOrNew(String name) {
        return child(name).orElseGet(() -> append(name));
    }

    /** The value of an attribute, empty where the element does not have it. */
    public Optional<String> attr(String name) {
        return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
    }

    public XmlEdit set(String name, String value) {
        element.setAttribute(name, value);
        return this;
    }

    public void unset(String name) {
        element.removeAttribute(name);
    }

    /** Replaces what the element holds. */
    public void text(String content) {
        element.setTextContent(content);
    }

    /** Adds an element after the other children, indented as they are. */
    public XmlEdit append(String name) {
        Document document = element.getOwnerDocument();
        String prefix = element.getPrefix() == null ? "" : element.getPrefix() + ":";
        Element added = document.createElementNS(element.getNamespaceURI(), prefix + name);
        List<Element> others = elements();
        if (others.isEmpty()) {
            String outside = whiteSpaceBefore(element);
            if (outside.isEmpty()) {
                element.appendChild(added);
            } else {
                element.appendChild(document.createTextNode(outside + "  "));
                element.appendChild(added);
                element.appendChild(document.createTextNode(outside));
            }
        } else {
            Node after = others.get(others.size() - 1).getNextSibling();
            element.insertBefore(document.createTextNode(whiteSpaceBefore(others.get(0))), after);
            element.insertBefore(added, after);
        }
        return new XmlEdit(added);
    }

    /** Takes the element out of its document, and the white space in front of it. */
    public void remove() {
        Node parent = element.getParentNode();
        Node before = element.getPreviousSibling();
        if (before != null
                && before.getNodeType() == Node.TEXT_NODE
                && before.getTextContent().isBlank()) {
            parent.removeChild(before);
        }
        parent.removeChild(element);
    }

    /** The whole document as XML text without a prolog. */
    @Override
    public String toString() {
        return XmlDoc.write(element.getOwnerDocument());
    }

    private boolean sameNamespace(Element child) {
        return Optional.ofNullable(child.getNamespaceURI())
                .equals(Optional.ofNullable(
                        child.getOwnerDocument().getDocumentElement().getNamespaceURI()));
    }

    private List<Element> elements() {
        List<Element> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                found.add(child);
            }
        }
        return found;
    }

    private static String whiteSpaceBefore(Element element) {
        Node before = element.getPreviousSibling();
        return before != null
                        && before.getNodeType() == Node.TEXT_NODE
                        && before.getTextContent().isBlank()
                ? before.getTextContent()
                : "";
    }
}
