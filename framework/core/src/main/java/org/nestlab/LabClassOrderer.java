package org.nestlab;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;
import org.nestlab.internal.junit.LabGroup;

/**
 * Orders test classes so that labs are switched rarely: first classes without a lab, then the classes of each shared
 * lab together, those that {@link DirtiesLab dirty} it last, then classes that have a lab for themselves, then
 * matrices. JUnit's {@link Order @Order} on a class brings it forward or sends it back, and with it the classes of its
 * shared lab, at the {@linkplain Order#DEFAULT default} for those without. Within a group, and among groups, the order
 * otherwise stays as it was. Wanted in {@code junit-platform.properties}:
 *
 * <pre>{@code junit.jupiter.testclass.order.default = org.nestlab.LabClassOrderer}</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LabClassOrderer implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        Map<LabGroup, Integer> firstSeen = new HashMap<>();
        Map<LabGroup, Integer> earliest = new HashMap<>();
        Map<Class<?>, LabGroup> groups = new HashMap<>();
        for (ClassDescriptor descriptor : context.getClassDescriptors()) {
            LabGroup group = LabGroup.of(descriptor.getTestClass());
            groups.put(descriptor.getTestClass(), group);
            firstSeen.putIfAbsent(group, firstSeen.size());
            earliest.merge(group, order(descriptor), Math::min);
        }
        Comparator<ClassDescriptor> byGroup = Comparator.comparing(
                descriptor -> groups.get(descriptor.getTestClass()),
                Comparator.comparing(LabGroup::kind).thenComparing(firstSeen::get));
        Comparator<ClassDescriptor> byOrder = Comparator.comparingInt(descriptor -> {
            LabGroup group = LabGroup.of(descriptor.getTestClass());
            int own = order(descriptor);
            return group.kind() == LabGroup.Kind.SHARED_LAB ? earliest.getOrDefault(group, own) : own;
        });
        context.getClassDescriptors()
                .sort(byOrder.thenComparing(byGroup)
                        .thenComparing(descriptor -> descriptor.isAnnotated(DirtiesLab.class))
                        .thenComparing(LabClassOrderer::order));
    }

    private static int order(ClassDescriptor descriptor) {
        return descriptor.findAnnotation(Order.class).map(Order::value).orElse(Order.DEFAULT);
    }
}
