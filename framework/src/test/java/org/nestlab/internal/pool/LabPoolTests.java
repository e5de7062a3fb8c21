package org.nestlab.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.plan.Capacity;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;

@Timeout(30)
class LabPoolTests {

    private final FakeEngine engine = new FakeEngine();
    private final LabPool pool = pool(Duration.ofMinutes(1), Duration.ofMinutes(1));

    @Test
    void aClassWaitsUntilAnotherEndsItsClaim() {
        LabLease a = lease(pool, "a", null);
        LabLease b = lease(pool, "b", null);
        pool.acquire(a, "test of a");

        CompletableFuture<RunningLab> waiting = CompletableFuture.supplyAsync(() -> pool.acquire(b, "test of b"));
        pool.endUse(a, "test of a");
        assertThat(waiting).isNotDone();
        a.close();

        assertThat(waiting)
                .succeedsWithin(10, TimeUnit.SECONDS)
                .extracting(RunningLab::id)
                .isEqualTo("b#1");
        assertThat(engine.log).containsExactly("up a#1", "down a#1", "up b#1");
    }

    @Test
    void waitingHasAnEndAndSaysWhoHasThePlaces() {
        LabPool impatient = pool(Duration.ofMillis(1), Duration.ofMinutes(1));
        impatient.acquire(lease(impatient, "a", null), "a test");

        assertThatThrownBy(() -> impatient.acquire(lease(impatient, "b", null), "another test"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(
                        "class of b waited 0 s for lab 'b': nestlab.labs.max is 1 and occupied by lab 'a' of class of a; raise it, or run fewer classes at once");
    }

    @Test
    void onAHostThatIsFullNoLargerNumberIsAskedFor() {
        LabPool full = new LabPool(
                engine.onHostWith(Capacity.NONE),
                Settings.from(key -> key.equals("nestlab.labs.max") ? Optional.of("auto") : Optional.empty()),
                new PoolTimeouts(Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ZERO));
        full.acquire(lease(full, "a", null), "a test");

        assertThatThrownBy(() -> full.acquire(lease(full, "b", null), "another test"))
                .hasMessage(
                        "class of b waited 0 s for lab 'b': nestlab.labs.max is auto and occupied by lab 'a' of class of a; free processors, memory or disk of the host for it, or run fewer classes at once");
    }

    @Test
    void waitingCanBeInterrupted() {
        pool.acquire(lease(pool, "a", null), "a test");
        Thread waiting = new Thread(() -> assertThatThrownBy(() -> pool.acquire(lease(pool, "b", null), "another test"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("class of b was interrupted while it waited for lab 'b'"));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        waiting.setUncaughtExceptionHandler((thread, thrown) -> failure.complete(thrown));
        waiting.start();

        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        waiting.interrupt();

        Awaitility.await().until(() -> !waiting.isAlive());
        assertThat(failure).isNotDone();
    }

    @Test
    void aDirtyLabStaysUpForTheTestsThatUseIt() {
        LabLease a = lease(pool, "a", null);
        pool.acquire(a, "one");
        pool.acquire(a, "two");

        pool.discard(a);
        pool.endUse(a, "one");
        assertThat(engine.log).containsExactly("up a#1");
        assertThat(pool.acquire(a, "two").id()).isEqualTo("a#1");

        pool.endUse(a, "two");
        assertThat(engine.log).containsExactly("up a#1", "down a#1");
        assertThat(pool.acquire(a, "three").id()).isEqualTo("a#2");
    }

    @Test
    void theLabOfAClassMakesRoomForItsNestedClassButNotUnderATest() {
        LabLease outer = lease(pool, "a", null);
        LabLease inner = lease(pool, "b", outer);
        pool.acquire(outer, "a test beside the nested class");

        CompletableFuture<RunningLab> waiting = CompletableFuture.supplyAsync(() -> pool.acquire(inner, "nested test"));
        assertThat(waiting).isNotDone();
        pool.endUse(outer, "a test beside the nested class");

        assertThat(waiting)
                .succeedsWithin(10, TimeUnit.SECONDS)
                .extracting(RunningLab::id)
                .isEqualTo("b#1");
        assertThat(engine.log).containsExactly("up a#1", "down a#1", "up b#1");
    }

    @Test
    void theLabOfAClassWhoseTestsHaveNoThreadMakesRoomAfterAWhile() {
        LabPool quick = pool(Duration.ofMinutes(1), Duration.ofMillis(1));
        LabLease a = lease(quick, "a", null);
        quick.acquire(a, "one");
        CompletableFuture<RunningLab> waiting =
                CompletableFuture.supplyAsync(() -> quick.acquire(lease(quick, "b", null), "other"));

        Awaitility.await().during(Duration.ofMillis(50)).until(() -> !waiting.isDone());
        quick.endUse(a, "one");

        assertThat(waiting)
                .succeedsWithin(10, TimeUnit.SECONDS)
                .extracting(RunningLab::id)
                .isEqualTo("b#1");
        assertThat(engine.log).containsExactly("up a#1", "down a#1", "up b#1");
    }

    @RepeatedTest(20)
    void whoWaitsLongestGetsThePlace() {
        LabLease a = lease(pool, "a", null);
        LabLease b = lease(pool, "b", null);
        LabLease c = lease(pool, "c", null);
        pool.acquire(a, "test of a");
        Thread first = new Thread(() -> {
            pool.acquire(b, "test of b");
            pool.endUse(b, "test of b");
            b.close();
        });
        first.setDaemon(true);
        first.start();
        Awaitility.await().until(() -> first.getState() == Thread.State.TIMED_WAITING);

        pool.endUse(a, "test of a");
        a.close();
        pool.acquire(c, "test of c");

        assertThat(engine.log).containsSubsequence("up b#1", "up c#1");
    }

    @RepeatedTest(20)
    void aNestedClassTakesTheLabOfItsOwnClassBeforeWhoWaitsForIt() {
        LabLease outer = lease(pool, "a", null);
        LabLease inner = lease(pool, "b", outer);
        LabLease other = lease(pool, "c", null);
        pool.acquire(outer, "test of a");
        Thread waiting = new Thread(() -> pool.acquire(other, "test of c"));
        waiting.setDaemon(true);
        waiting.start();
        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        pool.endUse(outer, "test of a");

        assertThat(pool.acquire(inner, "nested test").id()).isEqualTo("b#1");
        pool.endUse(inner, "nested test");
        inner.close();
        outer.close();

        Awaitility.await().until(() -> !waiting.isAlive());
        assertThat(engine.log).containsExactly("up a#1", "down a#1", "up b#1", "down b#1", "up c#1");
    }

    @Test
    void theNextClassOfALabTakesItBeforeItIsClosedForAnother() throws InterruptedException {
        LabPool kind = new LabPool(
                engine,
                Settings.defaults(),
                new PoolTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(5)));
        LabLease first = lease(kind, "a", null);
        LabLease next = lease(kind, "a", null);
        LabLease other = lease(kind, "b", null);
        kind.acquire(first, "first test of a");
        Thread waiting = new Thread(() -> kind.acquire(other, "test of b"));
        waiting.setDaemon(true);
        waiting.start();
        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        kind.endUse(first, "first test of a");
        first.close();
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(kind.acquire(next, "next test of a").id()).isEqualTo("a#1");
        kind.endUse(next, "next test of a");
        next.close();

        Awaitility.await().until(() -> !waiting.isAlive());
        assertThat(engine.log).containsExactly("up a#1", "down a#1", "up b#1");
    }

    @Test
    void aTestKeepsItsLabWhenItDies() {
        LabLease a = lease(pool, "a", null);
        pool.acquire(a, "one").host().run("panic");

        assertThat(pool.acquire(a, "one").id()).isEqualTo("a#1");
        pool.endUse(a, "one");
        assertThat(pool.acquire(a, "two").id()).isEqualTo("a#2");
        assertThat(engine.log).containsExactly("up a#1", "panic on a#1 L0 host", "down a#1", "up a#2");
    }

    @Test
    void whatIsUpAtTheEndIsClosedOnce() {
        LabLease a = lease(pool, "a", null);
        pool.acquire(a, "one");

        pool.close();
        pool.close();
        a.close();

        assertThat(engine.log).containsExactly("up a#1", "down a#1");
    }

    private LabPool pool(Duration total, Duration quiet) {
        return new LabPool(engine, Settings.defaults(), new PoolTimeouts(total, quiet, Duration.ZERO));
    }

    private static LabLease lease(LabPool pool, String lab, @Nullable LabLease enclosing) {
        LabKey key = LabKey.shared(LabSpec.kvmInKvm().withName(lab));
        return new LabLease(pool, key, "class of " + lab, "home of " + lab, false, enclosing);
    }
}
