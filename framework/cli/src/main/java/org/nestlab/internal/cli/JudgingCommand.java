package org.nestlab.internal.cli;

import java.util.concurrent.Callable;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.upgrade.Outcome;

/**
 * A command whose exit status is a verdict. Any failure that is not a verdict exits with 125. Only "worse" exits with
 * 1.
 */
abstract class JudgingCommand extends PrintingCommand implements Callable<Integer> {

    /**
     * Does its work.
     *
     * @throws LabConfigurationException if it was asked for what there is not
     */
    abstract Outcome judge();

    @Override
    public final Integer call() {
        try {
            return judge().exitStatus();
        } catch (LabConfigurationException e) {
            return misunderstood(e);
        } catch (LabException e) {
            print("%s: %s".formatted(Outcome.CANNOT_TELL, e.getMessage()));
            return Outcome.CANNOT_TELL.exitStatus();
        } catch (RuntimeException | Error e) {
            // An error too, as of a class that is missing: a JVM that ends with one has the status of a verdict.
            error(e);
            return Outcome.CANNOT_TELL.exitStatus();
        }
    }

    /**
     * What it ends with where it was asked for what there is not.
     *
     * @throws LabConfigurationException the same, for the status of a usage error
     */
    int misunderstood(LabConfigurationException e) {
        throw e;
    }
}
