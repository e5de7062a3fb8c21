package org.nestlab.internal.kept;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.journal.LabOwner;
import org.nestlab.internal.plan.LabId;

/**
 * A lab of a host, as it is found there.
 *
 * @param name of its spec, empty if it is unknown
 * @param begun when it was, empty if that is unknown
 * @param uri the libvirt of its host
 * @param owner the process that has it, empty where none does
 * @param guests a guest before those inside it; empty if none is known
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

    /** What a lab is doing, or what became of it. */
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
     * @param name as `nestlab shell` takes it: {@code L1-hypervisor}
     * @param state of its domain, for example {@code running} or {@code gone}; empty if libvirt was not asked
     */
    public record ListedGuest(String name, String state) {

        static final String GONE = "gone";
    }

    public ListedLab {
        guests = List.copyOf(guests);
        remarks = List.copyOf(remarks);
    }

    /** Whether a guest that the host runs does not exist any more, as after a reboot of the host. */
    public boolean isBroken() {
        return guests.stream().anyMatch(guest -> guest.state().equals(ListedGuest.GONE));
    }
}
