package org.nestlab.internal.kept;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.journal.LabOwner;
import org.nestlab.internal.plan.LabId;

/**
 * A lab as it was found on a host.
 *
 * @param name the name of its spec; empty if unknown
 * @param begun when it was begun; empty if unknown
 * @param uri the libvirt of its host
 * @param owner the process that owns it; empty if none does
 * @param guests its guests, each before those inside it; empty if none is known
 * @param remarks other remarks, a sentence each
 */
public record ListedLab(
        LabId id,
        String name,
        State state,
        Optional<Instant> begun,
        String uri,
        Optional<LabOwner> owner,
        List<ListedGuest> guests,
        List<String> remarks) {

    /** What state a lab is in. */
    public enum State {
        COMING_UP("coming up"),
        UP("up, used by a process"),
        KEPT("up, left up"),
        WAITING("up, waits for the next run"),
        BEING_TAKEN_DOWN("being taken down"),
        LEFT_BEHIND("left behind"),
        ANOTHER_STATE_FOLDER("of another state folder");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * A guest of it.
     *
     * @param name its name for `nestlab shell`, for example {@code L1-hypervisor}
     * @param state the state of its domain, for example {@code running} or {@code gone}; empty if libvirt was not asked
     */
    public record ListedGuest(String name, String state) {

        static final String GONE = "gone";
    }

    public ListedLab {
        guests = List.copyOf(guests);
        remarks = List.copyOf(remarks);
    }

    /** Whether a guest of the host no longer exists, for example after a reboot of the host. */
    public boolean isBroken() {
        return guests.stream().anyMatch(guest -> guest.state().equals(ListedGuest.GONE));
    }
}
