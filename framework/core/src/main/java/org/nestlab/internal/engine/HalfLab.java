package org.nestlab.internal.engine;

import org.nestlab.internal.guest.CreationBarrier;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.takedown.Takedown;

/**
 * A lab that is not planned yet: its journal, perhaps a container, and perhaps a change of the nesting of its host.
 *
 * @param host the host, without its libvirt if the lab brings its own
 */
record HalfLab(Journal journal, Takedown takedown, CreationBarrier barrier, Steps steps, Site host) implements LiveLab {

    @Override
    public String what() {
        return "a lab that was being prepared";
    }

    @Override
    public void interrupt() {
        steps.say("interrupted while it was prepared: what there is of it is taken down");
        barrier.close();
        takedown.run(host).failures().forEach(failure -> steps.say("still there: " + failure));
    }
}
