package org.nestlab.internal.exact.cost;

import java.util.List;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.MeasuredCosts;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.upgrade.Outcome;

/** Boots a machine once, for its proof and for the costs of its exits. */
@FunctionalInterface
public interface Looking {

    /**
     * Boots the machine once. If it hangs, boots it with the next seeds until one does not, which the result's spec
     * has.
     *
     * @throws org.nestlab.LabConfigurationException if the machine is impossible
     * @throws org.nestlab.HostNotCapableException if this machine cannot emulate it
     */
    Looked look(MachineSpec spec);

    /** Boots the machine with its own seed alone. If it hangs, the next seed shows whose fault that is. */
    default Looked lookExactly(MachineSpec spec) {
        return look(spec);
    }

    /** How many machines may be booted at the same time, by as many threads. */
    default int atOnce() {
        return 1;
    }

    /** The result. */
    record Looked(MachineProof.Result proof, Measured measured) {

        /** The proof without costs. */
        public static Looked withoutCosts(MachineProof.Result proof) {
            return new Looked(proof, new Measured.Nothing(Outcome.CANNOT_TELL, "its costs were not asked for", ""));
        }

        /**
         * The same after boots that hung with other seeds.
         *
         * @param passedOver the outcome of each, one line each
         */
        Looked after(List<String> passedOver) {
            return passedOver.isEmpty() ? this : new Looked(proof.after(passedOver), measured.after(passedOver));
        }

        /** The machine with its figures, if it has any. */
        public BootedMachine machine() {
            return proof.machine()
                    .withMeasured(
                            measured instanceof Measured.Figures figures
                                    ? MeasuredCosts.of(figures.costs(), figures.missing())
                                    : MeasuredCosts.none(List.of(((Measured.Nothing) measured).why())));
        }
    }
}
