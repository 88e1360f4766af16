// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Which of the JDK's modules the classes in jars name. */
final class NamedModules {
  private final Map<String, String> moduleOfPackage = new HashMap<>();

  NamedModules(ModuleFinder jdk) {
    for (ModuleReference module : jdk.findAll()) {
      for (Exports exports : module.descriptor().exports()) {
        if (!exports.isQualified()) {
          moduleOfPackage.put(exports.source(), module.descriptor().name());
        }
      }
    }
  }

  Set<String> of(List<Path> jars) throws IOException {
    Set<String> modules = new TreeSet<>();
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        for (JarEntry entry : Collections.list(jar.entries())) {
          if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
            addFrom(jar.getInputStream(entry).readAllBytes(), modules);
          }
        }
      }
    }
    return modules;
  }

  private void addFrom(byte[] classFile, Set<String> modules) {
    for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
      if (entry instanceof ClassEntry named && named.asSymbol().isClassOrInterface()) {
        String module = moduleOfPackage.get(named.asSymbol().packageName());
        if (module != null) {
          modules.add(module);
        }
      }
    }
  }
}
