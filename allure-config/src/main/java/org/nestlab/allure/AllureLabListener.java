package org.nestlab.allure;

import org.apiguardian.api.API;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;
import org.nestlab.spi.MatrixLayout;

/**
 * Passes what happens to labs to Allure. It needs no configuration: with this module on the class path, the result of
 * each test has the steps of the labs that the test brought up, their plan, the evidence and the labels.
 *
 * <p>An event belongs to the test that runs on the calling thread. If no test runs there, it belongs to the running
 * test that used the event's lab last, so work on other threads finds its test. An event outside of any test waits for
 * the next test on that thread, or for the next test that uses the lab. An event of a lab whose tests are over goes to
 * the tear-down of the test that brought the lab up.
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
