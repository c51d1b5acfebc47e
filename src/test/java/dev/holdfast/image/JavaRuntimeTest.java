package dev.holdfast.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JavaRuntimeTest {

    @Test
    void hasEachModuleThatTheProgramItselfUses() {
        Set<String> linked =
                Configuration.empty()
                        .resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), JavaRuntime.MODULES)
                        .modules()
                        .stream()
                        .map(ResolvedModule::name)
                        .collect(Collectors.toSet());
        Map<String, String> moduleOf = new TreeMap<>();
        ModuleLayer.boot().modules().stream()
                .filter(module -> ModuleFinder.ofSystem().find(module.getName()).isPresent())
                .forEach(module -> module.getPackages().forEach(name -> moduleOf.put(name, module.getName())));

        List<String> missing = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.holdfast").stream()
                        .map(JavaClass::getDirectDependenciesFromSelf)
                        .flatMap(Set::stream)
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(moduleOf::containsKey)
                        .map(moduleOf::get)
                        .distinct()
                        .filter(module -> !linked.contains(module))
                        .toList();

        assertThat(linked).contains("java.base", "jdk.httpserver");
        assertThat(missing).isEmpty();
    }
}
