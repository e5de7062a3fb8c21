package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.Lab;
import org.nestlab.allure.AllureLabListener;

/**
 * What a module-info requires to use the two jars: no name that is made of a file's, which changes with the version.
 */
class ModuleNamesTests {

    @Test
    void aJarSaysWhichModuleItIs() throws Exception {
        assertEquals(Optional.of("org.nestlab"), moduleOf(Lab.class));
        assertEquals(Optional.of("org.nestlab.allure"), moduleOf(AllureLabListener.class));
    }

    private static Optional<String> moduleOf(Class<?> type) throws Exception {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return ModuleFinder.of(jar).findAll().stream()
                .map(ModuleReference::descriptor)
                .map(ModuleDescriptor::name)
                .findFirst();
    }
}
