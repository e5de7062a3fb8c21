package org.nestlab.internal.libvirt;

import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.internal.xml.XmlElement;

/**
 * The mark in the metadata of every domain and network that is ours, and of nothing else.
 *
 * <pre>{@code
 * <metadata>
 *   <nestlab:lab xmlns:nestlab="https://nestlab.org/xmlns/lab/1" id="0a1b2c3d" owner="5f0c…" level="1" name="guest"/>
 * </metadata>
 * }</pre>
 *
 * @param labId the lab: 8 hexadecimal digits
 * @param owner the run that created it
 * @param level the level it belongs to, 1 for a guest of the host
 * @param name its name within the lab, for example {@code hypervisor}
 */
public record Ownership(String labId, UUID owner, int level, String name) {

    /** The namespace of the mark; the number grows when its meaning changes. */
    public static final String NAMESPACE = "https://nestlab.org/xmlns/lab/1";

    private static final String MARK = "/*/metadata/*[local-name()='lab' and namespace-uri()='" + NAMESPACE + "']";

    public Ownership {
        if (!labId.matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException("a lab's id is 8 hexadecimal digits, not '%s'".formatted(labId));
        }
        if (level < 0) {
            throw new IllegalArgumentException("a level is 0 or more, not " + level);
        }
    }

    /**
     * The mark of a domain's or network's definition: empty if it has none, or one that we did not write.
     *
     * @param xml the definition as libvirt gives it
     */
    public static Optional<Ownership> of(String xml) {
        return XmlDoc.parse(xml).first(MARK).flatMap(Ownership::read);
    }

    /** The whole {@code <metadata>} element. */
    public XmlElement toXml() {
        return XmlElement.of("metadata")
                .child(XmlElement.of("nestlab:lab")
                        .attr("xmlns:nestlab", NAMESPACE)
                        .attr("id", labId)
                        .attr("owner", owner.toString())
                        .attr("level", level)
                        .attr("name", name));
    }

    private static Optional<Ownership> read(XmlDoc mark) {
        try {
            return Optional.of(new Ownership(
                    mark.text("@id").orElse(""),
                    UUID.fromString(mark.text("@owner").orElse("")),
                    Integer.parseInt(mark.text("@level").orElse("")),
                    mark.text("@name").orElse("")));
        } catch (IllegalArgumentException notOurs) {
            // A mark that cannot be read never permits touching the resource, whatever wrote it.
            return Optional.empty();
        }
    }
}
