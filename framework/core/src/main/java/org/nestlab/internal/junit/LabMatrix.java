package org.nestlab.internal.junit;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.LabSource;
import org.nestlab.internal.experiment.RunReport;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.MatrixLayout;
import org.nestlab.stack.MatrixLabs;

/**
 * Makes one invocation of a class for each lab of its matrix; the labs themselves are leased by the first injection.
 */
public final class LabMatrix implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), LabSource.class);
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        Class<?> owner = context.getRequiredTestClass();
        // Looked up as a declaration, so that a class with @Lab as well is refused.
        LabDeclaration declaration = LabDeclaration.find(owner, List.of()).orElseThrow();
        if (!(declaration instanceof LabDeclaration.Matrix matrix)) {
            throw new IllegalStateException("JUnit asked for the cells of %s, which is not a matrix".formatted(owner));
        }
        List<LabSpec> specs = SpecFactory.specs(owner, matrix.source().value());
        if (!(specs instanceof MatrixLabs labs)) {
            return specs.stream().map(spec -> new Cell(owner, spec, null));
        }
        Settings settings = JUnitSettings.of(context);
        RunReport report = RunReport.of(settings);
        MatrixLayout layout = MatrixCell.begin(labs, owner, settings, report);
        return labs.stream().map(spec -> new Cell(owner, spec, new MatrixCell(labs, layout, spec, report)));
    }

    private record Cell(
            Class<?> owner, LabSpec spec, @Nullable MatrixCell place) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return spec.name();
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            TestLab.setCell(context, owner, spec, place);
        }
    }
}
