package org.nestlab.internal.guest;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.console.Signature;
import org.nestlab.internal.shell.Background;

/**
 * Waits for the line on which a kernel gives up, and then ends what waits for its guest, so that a command fails within
 * seconds of the line and not at its own deadline. After an oops or a lockup a guest may still answer, and is left
 * alone.
 */
public final class DeadGuest implements Consumer<FatalLine> {

    private @Nullable Runnable end;
    private boolean dead;

    /** What ends the waiting; done at once where the line has been seen already. */
    public synchronized void ends(Runnable waiting) {
        end = waiting;
        go();
    }

    @Override
    public synchronized void accept(FatalLine line) {
        // A guest that is reset may die again.
        dead = line.signature().effect() == Signature.Effect.KERNEL_DEAD;
        go();
    }

    private void go() {
        if (dead && end != null) {
            dead = false;
            // Hanging up takes a moment, and the console must be followed meanwhile.
            Background.threads().execute(end);
        }
    }
}
