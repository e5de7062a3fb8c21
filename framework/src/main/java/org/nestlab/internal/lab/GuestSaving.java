package org.nestlab.internal.lab;

import java.util.List;
import org.nestlab.ProvisioningException;
import org.nestlab.machine.SavedState;

/** Saves a guest and restores it, with what runs inside it. */
final class GuestSaving {

    private final LiveGuest guest;

    GuestSaving(LiveGuest guest) {
        this.guest = guest;
    }

    SavedState saveAndRestore() {
        GuestDomain domain = guest.domain();
        if (!guest.plan().domainType().equals("qemu")) {
            return domain.saveAndRestore();
        }
        // QEMU's emulation saves a CPU that is just in a guest of the guest, and then refuses to restore it.
        List<LiveGuest> running = guest.liveGuests().stream()
                .filter(inner -> !inner.isSuspended())
                .toList();
        running.forEach(LiveGuest::suspend);
        try {
            SavedState state = domain.saveAndRestore();
            running.forEach(LiveGuest::resume);
            return state;
        } catch (ProvisioningException e) {
            // One that could not be saved goes on as it was, and so do those inside it.
            try {
                if (domain.exists()) {
                    running.forEach(LiveGuest::resume);
                }
            } catch (ProvisioningException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }
}
