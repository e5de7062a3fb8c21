package org.nestlab.internal.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.machine.Level;

/**
 * A guest of a lab that is not there: well unless a question is given another answer, and remembering what it was
 * asked.
 */
final class FakeGuestInspector implements GuestInspector {

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final int depth;
    private final List<FakeGuestInspector> inside = new ArrayList<>();
    private final Map<String, Callable<?>> answers = new HashMap<>();
    Optional<String> suspension = Optional.empty();
    volatile Optional<String> emulatorFault = Optional.empty();

    FakeGuestInspector(int depth, FakeGuestInspector... inside) {
        this.depth = depth;
        this.inside.addAll(List.of(inside));
    }

    FakeGuestInspector answering(String question, Callable<?> answer) {
        answers.put(question, answer);
        return this;
    }

    @SuppressWarnings("unchecked") // each question is given an answer of its own type
    private <T> T ask(String question, T fallback) {
        asked.add(question);
        try {
            Callable<?> answer = answers.get(question);
            return answer == null ? fallback : (T) answer.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String label() {
        return Guests.label(depth);
    }

    @Override
    public Level level() {
        return new Level(depth);
    }

    @Override
    public String above() {
        return Guests.label(depth - 1);
    }

    @Override
    public BootState boot() {
        return BootState.READY;
    }

    @Override
    public Optional<String> suspension() {
        return suspension;
    }

    @Override
    public Optional<FatalLine> console() {
        return Optional.empty();
    }

    @Override
    public Optional<String> emulatorFault() {
        return emulatorFault;
    }

    @Override
    public boolean answers() {
        return ask("answers", true);
    }

    @Override
    public DomainObservation domain() {
        return ask("domain", Guests.RUNS);
    }

    @Override
    public Optional<String> cpus() {
        return ask("cpus", Optional.of(""));
    }

    @Override
    public boolean examined() {
        return ask("examined", true);
    }

    @Override
    public Answer threads() {
        return ask("threads", Answer.UNTOLD);
    }

    @Override
    public Answer link() {
        return ask("link", Answer.YES);
    }

    @Override
    public Answer echo() {
        return ask("echo", Answer.YES);
    }

    @Override
    public boolean greets() {
        return ask("greets", true);
    }

    @Override
    public Optional<String> killed() {
        return ask("killed", Optional.empty());
    }

    @Override
    public List<FakeGuestInspector> inside() {
        return inside;
    }
}
