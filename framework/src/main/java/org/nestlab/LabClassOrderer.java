package org.nestlab;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.nestlab.internal.junit.LabGroup;

/**
 * Orders test classes so that labs are switched rarely: first classes without a lab, then the classes of each shared lab
 * together, those that {@link DirtiesLab dirty} it last, then classes that have a lab for themselves, then matrices. Within
 * a group, and among groups, the order stays as it was. Wanted in {@code junit-platform.properties}:
 *
 * <pre>{@code junit.jupiter.testclass.order.default = org.nestlab.LabClassOrderer}</pre>
 */
public final class LabClassOrderer implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        Map<LabGroup, Integer> firstSeen = new HashMap<>();
        Map<Class<?>, LabGroup> groups = new HashMap<>();
        for (ClassDescriptor descriptor : context.getClassDescriptors()) {
            LabGroup group = LabGroup.of(descriptor.getTestClass());
            groups.put(descriptor.getTestClass(), group);
            firstSeen.putIfAbsent(group, firstSeen.size());
        }
        Comparator<ClassDescriptor> byGroup = Comparator.comparing(
                descriptor -> groups.get(descriptor.getTestClass()),
                Comparator.comparing(LabGroup::kind).thenComparing(firstSeen::get));
        context.getClassDescriptors()
                .sort(byGroup.thenComparing(descriptor -> descriptor.isAnnotated(DirtiesLab.class)));
    }
}
