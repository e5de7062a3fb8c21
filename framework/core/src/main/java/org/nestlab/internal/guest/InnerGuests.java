package org.nestlab.internal.guest;

import java.util.List;
import java.util.function.Supplier;
import org.nestlab.ProvisioningException;

/** What runs inside a guest whose state is taken out of its QEMU and put into another one. */
public final class InnerGuests {

    private InnerGuests() {}

    /**
     * Does the work while those inside an emulated guest are suspended: QEMU's emulation saves a CPU that is just in a
     * guest of the guest, and then refuses to load it.
     */
    public static <T> T still(LiveGuest guest, Supplier<T> work) {
        if (!guest.plan().domainType().equals("qemu")) {
            return work.get();
        }
        List<LiveGuest> running = guest.liveGuests().stream()
                .filter(inner -> !inner.isSuspended())
                .toList();
        running.forEach(LiveGuest::suspend);
        try {
            T result = work.get();
            running.forEach(LiveGuest::resume);
            return result;
        } catch (ProvisioningException e) {
            // One for which it failed goes on as it was, and so do those inside it.
            try {
                if (guest.domain().exists()) {
                    running.forEach(LiveGuest::resume);
                }
            } catch (ProvisioningException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }
}
