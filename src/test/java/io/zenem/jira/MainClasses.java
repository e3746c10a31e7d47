package io.zenem.jira;

import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Named;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The service's own classes, without its tests. */
final class MainClasses {
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.zenem.jira");

    /** The demo Jira, which is not part of the product. */
    static final JavaClasses SIMULATOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.zenem.jirasim");

    private MainClasses() {}

    /** What a route can name: beans by their name, and the types of what is produced under a name. */
    static Map<String, JavaClass> named() {
        Map<String, JavaClass> named = new TreeMap<>();
        for (JavaClass type : ALL) {
            if (type.isAnnotatedWith(Named.class)) {
                named.put(type.getAnnotationOfType(Named.class).value(), type);
            }
            type.getMethods().stream()
                    .filter(method -> method.isAnnotatedWith(Named.class))
                    .forEach(method ->
                            named.put(method.getAnnotationOfType(Named.class).value(), method.getRawReturnType()));
        }
        return named;
    }
}
