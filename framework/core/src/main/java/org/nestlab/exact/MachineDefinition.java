package org.nestlab.exact;

import org.apiguardian.api.API;

/**
 * Names an exact machine, so that an annotation can ask for it. A definition is a class with a constructor without
 * parameters.
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface MachineDefinition {

    /** The vendor's machine; the same value at every call. */
    MachineSpec spec(Vendor vendor);

    /** Debian's kernel on both levels. */
    final class Usual implements MachineDefinition {
        @Override
        public MachineSpec spec(Vendor vendor) {
            return MachineSpec.of(vendor);
        }
    }
}
