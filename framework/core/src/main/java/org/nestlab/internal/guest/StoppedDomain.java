package org.nestlab.internal.guest;

import java.time.Duration;
import java.util.Optional;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.libvirt.DomainState;

/**
 * Notices a domain that has stopped, asking its libvirt now and then: under emulation each question costs the asked.
 */
final class StoppedDomain {

    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private final LiveGuest guest;
    private long asked = System.nanoTime();
    private Optional<String> answer = Optional.empty();

    StoppedDomain(LiveGuest guest) {
        this.guest = guest;
    }

    /** Why it is of no use to wait any longer; empty while the domain runs. */
    synchronized Optional<String> reason() {
        if (Steps.since(asked).compareTo(BETWEEN) > 0) {
            asked = System.nanoTime();
            Optional<DomainState> state = guest.above().libvirt().domains().state(guest.uuid());
            answer = state.map(DomainState::isActive).orElse(false)
                    ? Optional.empty()
                    : Optional.of("domain %s is %s"
                            .formatted(
                                    guest.domainName(),
                                    state.map(DomainState::toString).orElse("gone")));
        }
        return answer;
    }
}
