package org.nestlab.internal.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.site.Site;

/**
 * What the lab holds open to a guest: the session that every command goes through, its own libvirt, and the guests
 * inside it, none of which outlives its memory. No thread waits for a guest while it holds the guest's monitor: a lab
 * may be taken down at any time.
 */
public final class GuestSessions {

    private final String label;
    private final GuestConsole console;
    private final List<LiveGuest> guests = new ArrayList<>();
    private @Nullable Shell shell;
    private @Nullable Site site;
    private @Nullable String gone;
    private boolean released;

    /** @param label the guest's */
    GuestSessions(String label, GuestConsole console) {
        this.label = label;
        this.console = console;
    }

    /** The session through which every command goes from now on. */
    public synchronized void ready(Shell session) {
        if (released || gone != null) {
            session.close();
            throw new ProvisioningException(label + ": the lab was taken down while it booted");
        }
        console.noteReady();
        shell = session;
    }

    synchronized boolean isReady() {
        return shell != null;
    }

    synchronized Shell shell() {
        if (gone != null) {
            throw new GuestCommandException("%s: %s".formatted(label, gone));
        }
        return Optional.ofNullable(shell)
                .orElseThrow(() -> new GuestCommandException(label + ": not ready for commands yet"));
    }

    /** This guest's own libvirt, which is closed with the rest. */
    public synchronized void hosts(Site inner) {
        if (released) {
            inner.close();
            throw new ProvisioningException(label + ": the lab was taken down while it was filled");
        }
        site = inner;
    }

    synchronized Optional<Site> site() {
        return Optional.ofNullable(site);
    }

    synchronized List<LiveGuest> guests() {
        return List.copyOf(guests);
    }

    public synchronized void add(LiveGuest inside) {
        guests.add(inside);
    }

    synchronized void remove(LiveGuest inside) {
        guests.remove(inside);
    }

    /** Why the guest is there no more, though its lab is; empty while it is. */
    synchronized Optional<String> gone() {
        return Optional.ofNullable(gone);
    }

    /** Ends every command that waits for this guest, or one inside it: it has died, and would answer none. */
    public void hangUp() {
        Shell dead;
        synchronized (this) {
            dead = shell;
        }
        if (dead != null) {
            dead.close();
        }
    }

    /** Releases the guest for good because the lab is being taken down; also possible while the guest boots. */
    public synchronized void release() {
        released = true;
        letGo("the lab was taken down");
    }

    /**
     * Lets go of everything; {@code then} runs before any other thread sees the guest, which needs a new login
     * afterwards.
     */
    synchronized void letGo(String whyInnerGuestsAreGone, Runnable then) {
        letGo(whyInnerGuestsAreGone);
        then.run();
    }

    private synchronized void letGo(String whyInnerGuestsAreGone) {
        guests.forEach(guest -> guest.sessions().lost(whyInnerGuestsAreGone));
        guests.clear();
        if (site != null) {
            site.close();
            site = null;
        }
        if (shell != null) {
            shell.close();
            shell = null;
        }
    }

    private synchronized void lost(String why) {
        letGo(why);
        console.close();
        gone = why;
    }
}
