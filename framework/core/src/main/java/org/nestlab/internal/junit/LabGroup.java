package org.nestlab.internal.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabException;
import org.nestlab.LabScope;
import org.nestlab.spec.LabSpec;

/**
 * Test classes that should run one after the other, because they use the same lab.
 *
 * @param kind in the order in which kinds of groups run
 * @param spec the shared lab, null for the other kinds and where the class's declaration is wrong
 */
public record LabGroup(Kind kind, @Nullable LabSpec spec) {

    /** What the classes of a group have in common. */
    public enum Kind {
        NO_LAB,
        SHARED_LAB,
        OWN_LAB,
        MATRIX
    }

    /** The group of a class. A wrong declaration is reported when the class runs, not here. */
    public static LabGroup of(Class<?> testClass) {
        try {
            return LabDeclaration.find(testClass, List.of()).map(LabGroup::of).orElse(new LabGroup(Kind.NO_LAB, null));
        } catch (LabException | LinkageError e) {
            return new LabGroup(Kind.NO_LAB, null);
        }
    }

    static LabGroup of(LabDeclaration declaration) {
        if (declaration instanceof LabDeclaration.Annotated annotated) {
            return of(annotated.lab().scope(), annotated.spec());
        }
        if (declaration instanceof LabDeclaration.Registered registered) {
            return of(registered.scope(), registered.spec());
        }
        return new LabGroup(Kind.MATRIX, null);
    }

    private static LabGroup of(LabScope scope, LabSpec spec) {
        return scope == LabScope.CLASS ? new LabGroup(Kind.OWN_LAB, null) : new LabGroup(Kind.SHARED_LAB, spec);
    }
}
