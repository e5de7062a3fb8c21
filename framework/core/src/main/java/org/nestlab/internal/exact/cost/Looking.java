package org.nestlab.internal.exact.cost;

import java.util.List;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.upgrade.Outcome;

/** Boots a machine once, for what it proves and for what its exits cost. */
@FunctionalInterface
public interface Looking {

    /**
     * Once, and once more with the next seed where it hangs.
     *
     * @throws org.nestlab.LabConfigurationException if the machine cannot be
     * @throws org.nestlab.HostNotCapableException if this machine cannot emulate it
     */
    Looked look(MachineSpec spec);

    /** What came of it. */
    record Looked(MachineProof.Result proof, Measured measured) {

        /** What it proves alone. */
        public static Looked withoutCosts(MachineProof.Result proof) {
            return new Looked(proof, new Measured.Nothing(Outcome.CANNOT_TELL, "nobody asked for its costs", ""));
        }

        /** The machine with its figures; with none where it has none. */
        public BootedMachine machine() {
            return measured instanceof Measured.Figures figures
                    ? proof.machine().withCosts(figures.costs(), figures.missing())
                    : proof.machine().withCosts(null, List.of(((Measured.Nothing) measured).why()));
        }
    }
}
