package org.nestlab.internal.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Untidy;

/** A libvirt inside a guest may answer anything: it is read, or refused, and never takes the test run with it. */
class UntidyXmlTests {

    private static final String DOMAIN = """
            <domain type='kvm' id='7'>
              <name>guest &amp; co</name><!-- mine -->
              <metadata><x:lab xmlns:x="https://nestlab.org/xmlns/lab/1" id="0a1b2c3d"/></metadata>
              <cpu mode='custom'><model>EPYC</model><![CDATA[ < ]]></cpu>
            </domain>
            """;

    @Test
    void documents() {
        Untidy.of(DOMAIN)
                .with(
                        "<a>",
                        "</a>",
                        "<a x='",
                        "<![CDATA[",
                        "]]>",
                        "<!--",
                        "-->",
                        "<?xml version='1.1'?>",
                        "&#1;",
                        "&amp;")
                .with("xmlns:a='b' ", "<a:b/>")
                .isReadOrRefused(IllegalArgumentException.class, text -> {
                    XmlDoc doc = XmlDoc.parse(text);
                    doc.text("/domain/name");
                    assertThat(doc.texts("//@id")).hasSameSizeAs(doc.all("//@id"));
                    assertThat(XmlDoc.parse(doc.toString()).texts("//model")).isEqualTo(doc.texts("//model"));
                    assertThat(XmlDoc.parse(doc.withChild("cpu", Optional.of("<cpu/>")))
                                    .has("/*/cpu"))
                            .isTrue();
                });
    }

    @Test
    void aDocumentMayBeAsDeepAsAnyOfLibvirtsAndNoDeeper() {
        assertThat(XmlDoc.parse(nested(200)).toString())
                .hasSize(nested(200).length() - "</a><a>".length() + "<a/>".length());
        assertThatThrownBy(() -> XmlDoc.parse(nested(201)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not the expected XML: ");
        assertThatThrownBy(() -> XmlDoc.parse(nested(300_000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String nested(int depth) {
        return "<a>".repeat(depth) + "</a>".repeat(depth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>&c;</a>",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                "<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://192.0.2.1/x'>%b;]><a/>",
                "<!DOCTYPE a><a/>",
                "<a>&b;</a>",
            })
    void noEntityIsExpandedAndNoOtherDocumentFetched(String xml) {
        assertThatThrownBy(() -> XmlDoc.parse(xml)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIncludeIsAnElementLikeAnyOther() {
        String include =
                "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include parse='text' href='file:///etc/passwd'/></a>";

        assertThat(XmlDoc.parse(include).text("/a")).contains("");
    }
}
