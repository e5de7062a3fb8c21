package org.nestlab.internal.exact.cost;

import java.util.List;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.MeasuredCosts;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.upgrade.Outcome;

/** Boots a machine once, for what it proves and for what its exits cost. */
@FunctionalInterface
public interface Looking {

    /**
     * Once; where it hangs, with the next seed that does not, which the machine tells.
     *
     * @throws org.nestlab.LabConfigurationException if the machine cannot be
     * @throws org.nestlab.HostNotCapableException if this machine cannot emulate it
     */
    Looked look(MachineSpec spec);

    /** The same with the machine's own seed alone; where it hangs, the next one tells whose fault that is. */
    default Looked lookExactly(MachineSpec spec) {
        return look(spec);
    }

    /** What came of it. */
    record Looked(MachineProof.Result proof, Measured measured) {

        /** What it proves alone. */
        public static Looked withoutCosts(MachineProof.Result proof) {
            return new Looked(proof, new Measured.Nothing(Outcome.CANNOT_TELL, "nobody asked for its costs", ""));
        }

        /**
         * The same after boots that hung with other seeds.
         *
         * @param passedOver what became of them, one line each
         */
        Looked after(List<String> passedOver) {
            return passedOver.isEmpty() ? this : new Looked(proof.after(passedOver), measured.after(passedOver));
        }

        /** The machine with its figures; with none where it has none. */
        public BootedMachine machine() {
            return proof.machine()
                    .withMeasured(
                            measured instanceof Measured.Figures figures
                                    ? MeasuredCosts.of(figures.costs(), figures.missing())
                                    : MeasuredCosts.none(List.of(((Measured.Nothing) measured).why())));
        }
    }
}
