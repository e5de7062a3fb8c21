package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.internal.xml.XmlElement;
import org.nestlab.spec.CpuMode.Feature;

/** The CPU of a guest as libvirt XML. */
public final class CpuXml {

    private CpuXml() {}

    /** The {@code <cpu>} element of a domain. */
    public static XmlElement of(CpuPlan cpu) {
        XmlElement xml = XmlElement.of("cpu").attr("mode", cpu.mode()).attr("check", "none");
        if (cpu.model().isPresent()) {
            xml = xml.attr("match", "exact")
                    .child(XmlElement.of("model")
                            .attr("fallback", "forbid")
                            .text(cpu.model().get()));
        }
        List<XmlElement> features = new ArrayList<>();
        for (Feature feature : cpu.features()) {
            features.add(XmlElement.of("feature")
                    .attr("policy", feature.required() ? "require" : "disable")
                    .attr("name", feature.name()));
        }
        return xml.children(features);
    }
}
