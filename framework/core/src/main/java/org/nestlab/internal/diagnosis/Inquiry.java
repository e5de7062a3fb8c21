package org.nestlab.internal.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.nestlab.internal.shell.Background;

/**
 * Asks the inspectors. All questions of a stage are asked at once, and each has a deadline on the monotonic clock. A
 * question without an answer in time counts as unknown. If every session answers, nothing more is asked.
 */
public final class Inquiry {

    /** A healthy machine answers within the time of a session divided by this. */
    private static final int AT_ONCE = 5;

    private final Duration session;
    private final Duration outside;

    /**
     * @param session how long a machine may take to answer a command
     * @param outside how long the machine above may take for each question about a guest
     */
    public Inquiry(Duration session, Duration outside) {
        this.session = session;
        this.outside = outside;
    }

    /**
     * Asks everything. Takes little more than the longer of the two durations for each level of the lab.
     *
     * @param oops what the host's kernel printed; asked only if a guest is not well, and may block
     */
    public LabEvidence ask(Supplier<Optional<String>> oops, List<? extends GuestInspector> guests) {
        long start = System.nanoTime();
        List<Pending> asked = guests.stream().map(this::begin).toList();
        List<GuestEvidence> evidence = asked.stream().map(Pending::evidence).toList();
        boolean well = evidence.stream().allMatch(Inquiry::isWell);
        Optional<String> said =
                well ? Optional.empty() : question(outside, oops::get).get(Optional.empty());
        return new LabEvidence(said, evidence, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * Asks only the sessions, all at once.
     *
     * @return the label of the outermost guest that does not answer; a guest that the lab itself suspended is not asked
     */
    public Optional<String> silent(List<? extends GuestInspector> guests) {
        return silentOf(guests.stream().map(this::begin).toList());
    }

    private static Optional<String> silentOf(List<Pending> asked) {
        return asked.stream()
                .filter(guest -> guest.suspension.isEmpty() && !guest.answers.get(false))
                .map(guest -> guest.inspector.label())
                .findFirst()
                .or(() -> asked.stream()
                        .flatMap(guest -> silentOf(guest.inside).stream())
                        .findFirst());
    }

    private static boolean isWell(GuestEvidence guest) {
        return guest.suspension().isPresent()
                || (guest.session() == Answer.YES && guest.inside().stream().allMatch(Inquiry::isWell));
    }

    /** A guest whose session has been asked. */
    private final class Pending {
        private final GuestInspector inspector;
        private final Optional<String> suspension;
        private final Question<Boolean> answers;
        private final List<Pending> inside;

        Pending(
                GuestInspector inspector,
                Optional<String> suspension,
                Question<Boolean> answers,
                List<Pending> inside) {
            this.inspector = inspector;
            this.suspension = suspension;
            this.answers = answers;
            this.inside = inside;
        }

        GuestEvidence evidence() {
            boolean awake = suspension.isEmpty();
            boolean asked = awake && inspector.boot() != BootState.BOOTING;
            // One that is well answers at once: of any other the machine above is asked while its own answer is waited
            // for.
            boolean well = asked && answers.within(session.dividedBy(AT_ONCE)).orElse(false);
            Optional<Sight> sight = awake && !well ? Optional.of(new Sight(inspector)) : Optional.empty();
            Answer answered = asked ? Answer.of(answers.get(false)) : Answer.UNTOLD;
            // Machines behind a silent one cannot be asked, and an answer from there would prove nothing.
            List<GuestEvidence> below = answered == Answer.YES || !awake
                    ? inside.stream().map(Pending::evidence).toList()
                    : inside.stream().map(Pending::unasked).toList();
            Outside seen = answered == Answer.YES
                    ? Outside.interrupt(below.stream().allMatch(Inquiry::isWell) ? Optional.empty() : interrupt())
                    : sight.map(Sight::seen).orElse(Outside.untold());
            return with(answered, seen, below);
        }

        /** A machine may answer on one CPU while another one is stuck and its guests get no service. */
        private Optional<PendingInterrupt> interrupt() {
            return PendingInterrupt.in(
                    question(outside, inspector::cpus).get(Optional.of("")).orElse(""));
        }

        private GuestEvidence unasked() {
            return with(
                    Answer.UNTOLD,
                    Outside.untold(),
                    inside.stream().map(Pending::unasked).toList());
        }

        private GuestEvidence with(Answer answered, Outside seen, List<GuestEvidence> below) {
            return new GuestEvidence(
                    inspector.label(),
                    inspector.level(),
                    inspector.above(),
                    inspector.boot(),
                    suspension,
                    inspector.console(),
                    inspector.emulatorFault(),
                    answered,
                    seen,
                    below);
        }
    }

    private Pending begin(GuestInspector inspector) {
        Optional<String> suspension = inspector.suspension();
        List<Pending> inside = inspector.inside().stream().map(this::begin).toList();
        return new Pending(
                inspector,
                suspension,
                suspension.isPresent() ? Question.unasked() : question(session, inspector::answers),
                inside);
    }

    /** The questions to the machine above, asked at once. */
    private final class Sight {
        private final Question<DomainObservation> domain;
        private final Question<Optional<String>> cpus;
        private final Question<Boolean> registers;
        private final Question<Answer> threads;
        private final Question<Answer> link;
        private final Question<Answer> echo;
        private final Question<Answer> greets;
        private final Question<Optional<String>> killed;

        Sight(GuestInspector inspector) {
            domain = question(outside, inspector::domain);
            cpus = question(outside, inspector::cpus);
            registers = question(outside, inspector::examined);
            threads = question(outside, inspector::threads);
            link = question(outside, inspector::link);
            echo = question(outside, inspector::echo);
            greets = question(outside, () -> Answer.of(inspector.greets()));
            killed = question(outside, inspector::killed);
        }

        Outside seen() {
            DomainObservation sight = domain.get(DomainObservation.untold());
            Optional<String> looks = cpus.get(Optional.of(""));
            // The inspector keeps what it has seen there.
            registers.get(false);
            return new Outside(
                    sight,
                    looks.isEmpty() ? Answer.NO : looks.get().isBlank() ? Answer.UNTOLD : Answer.YES,
                    Pulse.of(looks.orElse("")),
                    PendingInterrupt.in(looks.orElse("")),
                    threads.get(Answer.UNTOLD),
                    link.get(Answer.UNTOLD),
                    echo.get(Answer.UNTOLD),
                    greets.get(Answer.UNTOLD),
                    killed.get(Optional.empty()));
        }
    }

    private static <T> Question<T> question(Duration atMost, Callable<T> asking) {
        FutureTask<T> task = new FutureTask<>(asking);
        Background.threads().execute(task);
        return new Question<>(task, System.nanoTime() + atMost.toNanos());
    }

    /** A question, and until when an answer counts. */
    private record Question<T>(FutureTask<T> task, long deadline) {

        static <T> Question<T> unasked() {
            FutureTask<T> never = new FutureTask<>(() -> {
                throw new IllegalStateException("not asked");
            });
            never.cancel(false);
            return new Question<>(never, System.nanoTime());
        }

        /** The answer if there is one; otherwise the question remains open. */
        Optional<T> within(Duration patience) {
            try {
                return Optional.of(task.get(patience.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException | ExecutionException | CancellationException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        T get(T untold) {
            try {
                return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                task.cancel(true);
                return untold;
            } catch (ExecutionException | CancellationException e) {
                // Whatever it was, it is no answer.
                return untold;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                task.cancel(true);
                return untold;
            }
        }
    }
}
