package org.nestlab.allure;

import org.apiguardian.api.API;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;
import org.nestlab.spi.MatrixLayout;

/**
 * Passes what happens to labs to Allure. It needs no configuration: with this module on the class path, every test's
 * result carries the steps of the labs that it brought up, their plan, the evidence and the labels.
 *
 * <p>Whose result an event goes to: the test that runs on the calling thread; failing that, the running test that used
 * the event's lab last, so that work on other threads finds its test. What happens outside any test waits for the next
 * test on that thread, or the next that uses the lab; what happens to a lab after its tests goes under the tear-down of
 * the test that brought it up.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AllureLabListener implements LabListener {

    private final EventRouter router;

    /** For {@link java.util.ServiceLoader}. */
    public AllureLabListener() {
        this(EventRouter.shared());
    }

    AllureLabListener(EventRouter router) {
        this.router = router;
    }

    @Override
    public void on(LabEvent event) {
        router.on(event);
    }

    @Override
    public void cell(MatrixLayout layout, String lab) {
        router.inCell(layout.owner(), lab);
    }
}
