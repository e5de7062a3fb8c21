package org.nestlab.internal.kept;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabOwner;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.ListedLab.ListedGuest;
import org.nestlab.internal.kept.ListedLab.State;
import org.nestlab.machine.Level;

/**
 * A lab that has a journal, and what its host reports about it.
 *
 * @param host what the host reports; empty if it could not be asked
 */
record FoundLab(StateFolder folder, LabRecord lab, Optional<HostLook> host) {

    ListedLab listed() {
        boolean owned = Journal.isOwned(folder, lab.id());
        State state = state(owned);
        return new ListedLab(
                lab.id(),
                lab.name().orElse(""),
                state,
                lab.begun(),
                lab.uri(),
                owned ? Optional.of(LabOwner.of(lab)) : Optional.empty(),
                guests(),
                remarks(state));
    }

    private State state(boolean owned) {
        if (!owned) {
            return lab.isForReuse() ? State.WAITING : lab.isKept() ? State.KEPT : State.LEFT_BEHIND;
        }
        if (lab.isBeingTakenDown()) {
            return State.BEING_TAKEN_DOWN;
        }
        return lab.wasUp() ? State.UP : State.COMING_UP;
    }

    /** The guests in the order of the journal, in which a guest comes before those inside it. */
    private List<ListedGuest> guests() {
        List<Entry> left = new ArrayList<>(Journal.left(lab.entries()));
        Collections.reverse(left);
        List<Entry> domains =
                left.stream().filter(entry -> entry.kind().equals("domain")).toList();
        GuestNames names = new GuestNames(domains.stream().map(FoundLab::placed).toList());
        return domains.stream()
                .map(domain -> new ListedGuest(names.of(domain.fact("name")), stateOf(domain)))
                .toList();
    }

    private static GuestNames.Domain placed(Entry domain) {
        String on = domain.fact(Resource.ON);
        return new GuestNames.Domain(on.matches("L\\d") ? on.charAt(1) - '0' + 1 : 1, domain.fact("name"));
    }

    private String stateOf(Entry domain) {
        return domain.fact(Resource.ON).equals(Level.L0.toString())
                ? host.map(look -> look.domain(domain.fact("uuid"))).orElse("")
                : "";
    }

    private List<String> remarks(State state) {
        List<String> remarks = new ArrayList<>();
        Journal.left(lab.entries()).stream()
                .filter(entry -> entry.kind().equals(Resource.Definition.KIND))
                .forEach(entry -> remarks.add("it changed the domain " + entry.fact("name")));
        if (state == State.KEPT || state == State.WAITING) {
            try {
                KeptLabs.of(folder, lab.id());
            } catch (LabConfigurationException e) {
                remarks.add(String.valueOf(e.getMessage()));
            }
            if (!lab.wasUp()) {
                remarks.add("it never was up: it failed as it came up");
            }
        }
        return remarks;
    }
}
