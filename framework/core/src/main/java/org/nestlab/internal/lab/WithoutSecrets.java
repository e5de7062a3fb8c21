package org.nestlab.internal.lab;

import org.nestlab.spi.LabEvent;
import org.nestlab.spi.MatrixLayout;
import org.nestlab.spi.Secrets;

/** An event as listeners may hear it: they write reports, which people hand on. */
final class WithoutSecrets {

    private WithoutSecrets() {}

    static LabEvent of(LabEvent event) {
        if (event instanceof LabEvent.Evidence e) {
            return new LabEvent.Evidence(
                    e.labId(), e.kind(), e.name(), e.mediaType(), Secrets.removedFrom(e.content()));
        }
        if (event instanceof LabEvent.Planned p) {
            return new LabEvent.Planned(
                    p.labId(), p.name(), p.tier(), Secrets.removedFrom(p.reason()), Secrets.removedFrom(p.plan()));
        }
        if (event instanceof LabEvent.StepEnded s) {
            return s.failure().map(Secrets::removedFrom).map(s::withFailure).orElse(s);
        }
        if (event instanceof LabEvent.StartedAgain a) {
            return new LabEvent.StartedAgain(a.labId(), a.because(), Secrets.removedFrom(a.why()));
        }
        if (event instanceof LabEvent.Down d) {
            return new LabEvent.Down(d.labId(), d.duration(), Secrets.removedFrom(d.leftovers()));
        }
        if (event instanceof LabEvent.Label l) {
            return new LabEvent.Label(l.labId(), l.name(), Secrets.removedFrom(l.value()));
        }
        return event;
    }

    static MatrixLayout of(MatrixLayout layout) {
        return new MatrixLayout(
                layout.owner(),
                layout.lab(),
                layout.axes(),
                layout.cells().stream().map(WithoutSecrets::of).toList());
    }

    private static MatrixLayout.Cell of(MatrixLayout.Cell cell) {
        String stack = Secrets.removedFrom(cell.stack());
        return cell.lab()
                .map(lab -> MatrixLayout.Cell.of(cell.labels(), stack, lab))
                .orElseGet(() -> MatrixLayout.Cell.ofLeftOut(
                        cell.labels(), stack, Secrets.removedFrom(cell.leftOut().orElse(""))));
    }
}
