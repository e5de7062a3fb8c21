package org.nestlab.internal.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.LabConfigurationException;
import org.nestlab.OnLevel;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;
import org.nestlab.machine.Machine;

/**
 * Which machine a parameter or a field wants.
 *
 * @param level its level, L0 for the host
 * @param name its name, empty where the level has only one
 * @param annotation as it is written, for messages: {@code @L2("database")}
 */
record GuestSelector(Level level, String name, String annotation) {

    /**
     * The machine that an element asks for: by an annotation, found through composed ones too, or, for a parameter, by
     * the type {@link Host} alone.
     *
     * @param type the element's type
     * @param where the element, for messages: {@code field NestedKvmTests.l1}
     * @return empty if the element is none of Nestlab's business
     * @throws LabConfigurationException if the annotations do not fit each other or the type
     */
    static Optional<GuestSelector> of(AnnotatedElement element, Class<?> type, String where) {
        List<GuestSelector> found = annotated(element, where);
        if (found.size() > 1) {
            throw new LabConfigurationException("%s asks for %s; expected one of them"
                    .formatted(
                            where, found.stream().map(GuestSelector::annotation).collect(Collectors.joining(" and "))));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        GuestSelector selector = found.get(0);
        Class<? extends Machine> wanted = selector.level.depth() == 0 ? Host.class : Guest.class;
        if (type != wanted && type != Machine.class) {
            throw new LabConfigurationException("%s is annotated %s and has the type %s; expected %s"
                    .formatted(where, selector.annotation, type.getSimpleName(), wanted.getSimpleName()));
        }
        return Optional.of(selector);
    }

    /** The host, asked for by a parameter's type. */
    static GuestSelector host() {
        return new GuestSelector(Level.L0, "", "Host");
    }

    private static List<GuestSelector> annotated(AnnotatedElement element, String where) {
        List<GuestSelector> found = new ArrayList<>();
        AnnotationSupport.findAnnotation(element, L1.class)
                .ifPresent(a -> found.add(new GuestSelector(Level.L1, a.value(), written("@L1", a.value()))));
        AnnotationSupport.findAnnotation(element, L2.class)
                .ifPresent(a -> found.add(new GuestSelector(Level.L2, a.value(), written("@L2", a.value()))));
        AnnotationSupport.findAnnotation(element, OnLevel.class).ifPresent(a -> {
            if (a.value() < 0) {
                throw new LabConfigurationException(
                        "%s asks for level %d; expected 0 (the host) or more".formatted(where, a.value()));
            }
            String name = a.name().isEmpty() ? "" : ", name = \"%s\"".formatted(a.name());
            found.add(new GuestSelector(
                    new Level(a.value()),
                    a.name(),
                    "@OnLevel(%s%d%s)".formatted(name.isEmpty() ? "" : "value = ", a.value(), name)));
        });
        return found;
    }

    private static String written(String annotation, String name) {
        return name.isEmpty() ? annotation : "%s(\"%s\")".formatted(annotation, name);
    }
}
