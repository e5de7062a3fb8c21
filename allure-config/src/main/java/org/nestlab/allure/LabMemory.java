package org.nestlab.allure;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nestlab.spi.LabEvent;

/** What only the first test of a shared lab received and later tests need, too. Guarded by the router's lock. */
final class LabMemory {

    /** A fact about one of the lab's machines, for example {@code kernel.L1}; other labels belong to the test. */
    private static final Pattern OF_A_MACHINE = Pattern.compile(".+\\.L\\d+");

    private final String id;
    private final Map<String, String> facts = new TreeMap<>();
    private String name;
    private String tier = "";
    private final Map<String, String> definitions = new TreeMap<>();
    private String plan = "";
    private @Nullable String user;
    private @Nullable String owner;

    LabMemory(String id) {
        this.id = id;
        this.name = id;
    }

    /** A plan begins a lab, so an earlier lab with the same identifier is forgotten. */
    void remember(LabEvent event) {
        if (event instanceof LabEvent.Planned planned) {
            name = planned.name();
            tier = planned.tier().word();
            plan = "tier %s: %s%n%n%s".formatted(planned.tier(), planned.reason(), planned.plan());
            facts.clear();
            definitions.clear();
            user = null;
            owner = null;
        } else if (event instanceof LabEvent.Label label
                && OF_A_MACHINE.matcher(label.name()).matches()) {
            facts.put(label.name(), label.value());
        } else if (event instanceof LabEvent.Evidence evidence
                && evidence.kind() == LabEvent.Evidence.Kind.DEFINITION) {
            definitions.put(evidence.name(), evidence.content());
        }
    }

    /**
     * A step on a lab does not make the test a user of the lab: the test may wait while the lab of another test is
     * taken down.
     */
    void usedBy(String testUuid, LabEvent event) {
        boolean isUse = !(event instanceof LabEvent.StepEnded) && !(event instanceof LabEvent.Down);
        if (isUse) {
            user = testUuid;
        }
        if (owner == null && isUse) {
            owner = testUuid;
        }
    }

    String id() {
        return id;
    }

    /** The name of the spec; the identifier if there was no plan. */
    String name() {
        return name;
    }

    /** {@code kvm} or {@code emulated}; empty if there was no plan. */
    String tier() {
        return tier;
    }

    Map<String, String> facts() {
        return facts;
    }

    /** The plan with its tier's reason; empty if there was none. */
    String plan() {
        return plan;
    }

    /** The domain XML that was defined for each guest, by the name of the evidence. */
    Map<String, String> definitions() {
        return definitions;
    }

    /** The UUID of the test that used the lab last. */
    @Nullable
    String user() {
        return user;
    }

    /** The UUID of the test that used the lab first: the one that brought it up. */
    @Nullable
    String owner() {
        return owner;
    }

    LabMemory copy() {
        LabMemory copy = new LabMemory(id);
        copy.name = name;
        copy.tier = tier;
        copy.facts.putAll(facts);
        copy.plan = plan;
        copy.definitions.putAll(definitions);
        copy.user = user;
        copy.owner = owner;
        return copy;
    }
}
