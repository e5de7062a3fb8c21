package org.nestlab.internal.cli;

import org.nestlab.DefaultLab;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabDefinition;
import org.nestlab.internal.junit.LabDefinitions;
import org.nestlab.spec.LabSpec;
import picocli.CommandLine.Option;

/** The option that names a lab. */
final class WantedLab {

    @Option(
            names = "--lab",
            paramLabel = "CLASS",
            defaultValue = "org.nestlab.DefaultLab",
            description = "A LabDefinition on the class path; ${DEFAULT-VALUE} where none is given.")
    private String className = DefaultLab.class.getName();

    LabSpec spec() {
        return spec(className);
    }

    /** As the option has it. */
    String name() {
        return className;
    }

    /** @throws LabConfigurationException if there is no such class */
    static LabSpec spec(String className) {
        try {
            Class<?> found = Class.forName(className);
            if (!LabDefinition.class.isAssignableFrom(found)) {
                throw new LabConfigurationException(
                        "--lab is %s, which is not a %s".formatted(className, LabDefinition.class.getName()));
            }
            return LabDefinitions.specOf(found.asSubclass(LabDefinition.class));
        } catch (ClassNotFoundException e) {
            throw new LabConfigurationException(
                    "--lab is %s, and there is no such class on the class path; expected a %s, whose folder or jar NESTLAB_CLASSPATH names, like NESTLAB_CLASSPATH=tests-nested/target/test-classes"
                            .formatted(className, LabDefinition.class.getSimpleName()),
                    e);
        }
    }
}
