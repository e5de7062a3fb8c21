package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.nestlab.allure.AllureLabListener;

/** Every public type of this module says whether it is for users, as those of the framework do. */
class PublicTypesTests {

    @Test
    void eachSaysWhatItPromises() throws URISyntaxException {
        List<Class<?>> types = publicTypes(Path.of(AllureLabListener.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));

        assertThat(types)
                .hasSizeGreaterThan(10)
                .contains(AllureLabListener.class)
                .allSatisfy(type -> assertThat(type.isAnnotationPresent(API.class))
                        .as("@API of %s", type.getName())
                        .isTrue());
    }

    private static List<Class<?>> publicTypes(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.endsWith("-info.class"))
                    .<Class<?>>map(PublicTypesTests::type)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, PublicTypesTests.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " was compiled and cannot be loaded", e);
        }
    }
}
