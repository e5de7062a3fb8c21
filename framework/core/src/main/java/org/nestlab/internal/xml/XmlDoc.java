package org.nestlab.internal.xml;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A document, or one element of it, for look-ups by XPath 1.0. A document type declaration is refused, so no entity is
 * expanded and no other file is read. Elements in a namespace are found with {@code *[local-name()='lab']}.
 *
 * <p>Expressions are constants of the code: text from outside never goes into one. Not thread-safe.
 */
public final class XmlDoc {

    /** Far deeper than anything libvirt writes. */
    private static final int DEEPEST = 200;

    private final Node node;

    private XmlDoc(Node node) {
        this.node = node;
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is not well-formed, holds a document type declaration, or is deeper than
     *     200
     */
    public static XmlDoc parse(String xml) {
        return new XmlDoc(read(xml));
    }

    /** The text of the first node that matches, for example {@code /domain/name} or {@code /domain/cpu/@mode}. */
    public Optional<String> text(String xpath) {
        return nodes(xpath).stream().findFirst().map(Node::getTextContent);
    }

    /** The texts of all nodes that match, in document order. */
    public List<String> texts(String xpath) {
        return nodes(xpath).stream().map(Node::getTextContent).toList();
    }

    public boolean has(String xpath) {
        return !nodes(xpath).isEmpty();
    }

    /** The elements that match, each the starting point of relative look-ups such as {@code mac/@address}. */
    public List<XmlDoc> all(String xpath) {
        return nodes(xpath).stream().map(XmlDoc::new).toList();
    }

    /** The first element that matches. */
    public Optional<XmlDoc> first(String xpath) {
        return nodes(xpath).stream().findFirst().map(XmlDoc::new);
    }

    /** Where a child of the root is, in the root's own namespace, whichever that is: as {@code cpu} of a domain. */
    public static String child(String name) {
        return "/*/*[local-name()='%s' and namespace-uri()=namespace-uri(/*)]".formatted(name);
    }

    /**
     * The document's text with the root's child of that name replaced, added where there is none, removed where the
     * replacement is empty; every other element stays as it is.
     *
     * @param replacement the new child as XML text, empty for none
     */
    public String withChild(String childName, Optional<String> replacement) {
        Document copy = (Document) document().cloneNode(true);
        Node root = copy.getDocumentElement();
        Optional<Node> old = new XmlDoc(copy).nodes(child(childName)).stream().findFirst();
        Optional<Node> fresh = replacement.map(xml -> copy.importNode(read(xml).getDocumentElement(), true));
        if (old.isPresent() && fresh.isPresent()) {
            root.replaceChild(fresh.get(), old.get());
        } else {
            old.ifPresent(root::removeChild);
            fresh.ifPresent(root::appendChild);
        }
        return new XmlDoc(copy).toString();
    }

    /** This document or element as XML text without a prolog. */
    @Override
    public String toString() {
        return write(node);
    }

    static String write(Node node) {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter out = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("writing a document to memory failed", e);
        }
    }

    private Document document() {
        return node instanceof Document document ? document : node.getOwnerDocument();
    }

    private List<Node> nodes(String xpath) {
        try {
            NodeList found = (NodeList)
                    XPathFactory.newDefaultInstance().newXPath().evaluate(xpath, node, XPathConstants.NODESET);
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                nodes.add(found.item(i));
            }
            return nodes;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException("'%s' is not a valid XPath expression".formatted(xpath), e);
        }
    }

    static Document read(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            // Whatever walks over a document calls itself once for each level of it.
            factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Thrower());
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (SAXException e) {
            throw new IllegalArgumentException("not the expected XML: " + e.getMessage(), e);
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("reading a document from memory failed", e);
        }
    }

    /** The parser's own handler would print to stderr. */
    private static final class Thrower implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // A warning changes nothing about what was read.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
