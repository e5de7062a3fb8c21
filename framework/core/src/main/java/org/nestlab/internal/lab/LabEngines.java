package org.nestlab.internal.lab;

import java.util.ServiceLoader;
import org.nestlab.ProvisioningException;

/** Finds the engine that this class path has. */
public final class LabEngines {

    private LabEngines() {}

    /**
     * The engine that is registered under {@code META-INF/services}.
     *
     * @throws ProvisioningException if there is none, which is a broken installation
     */
    public static LabEngine current() {
        return ServiceLoader.load(LabEngine.class, LabEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ProvisioningException(
                        "no lab engine on the class path; expected the service %s, which the jar nestlab-core registers; a repackaged jar may have lost its META-INF/services"
                                .formatted(LabEngine.class.getName())));
    }
}
