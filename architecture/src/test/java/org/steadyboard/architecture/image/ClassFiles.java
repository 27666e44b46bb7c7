package org.steadyboard.architecture.image;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The compiled classes of some folders. */
final class ClassFiles {

  private final List<ClassModel> classes = new ArrayList<>();

  ClassFiles(List<Path> folders) throws IOException {
    for (var folder : folders) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
          classes.add(ClassFile.of().parse(file));
        }
      }
    }
  }

  List<ClassModel> all() {
    return classes;
  }

  void forEachMethod(BiConsumer<ClassModel, MethodModel> look) {
    classes.forEach(type -> type.methods().forEach(method -> look.accept(type, method)));
  }

  /** What a method calls, in the order of its code; what its lambdas call is theirs. */
  static List<InvokeInstruction> calls(MethodModel method) {
    var calls = new ArrayList<InvokeInstruction>();
    method
        .code()
        .ifPresent(
            code ->
                code.forEach(
                    element -> {
                      if (element instanceof InvokeInstruction call) {
                        calls.add(call);
                      }
                    }));
    return calls;
  }

  /** As {@code java/lang/Class.forName}. */
  static String name(InvokeInstruction call) {
    return call.owner().asInternalName() + "." + call.name().stringValue();
  }

  /** All texts that the classes hold, those of statements and names alike. */
  List<String> texts() {
    var texts = new ArrayList<String>();
    for (var type : classes) {
      for (var entry : type.constantPool()) {
        if (entry instanceof Utf8Entry text) {
          texts.add(text.stringValue());
        }
      }
    }
    return texts;
  }

  /** As reflection names it. */
  static String name(ClassModel type) {
    return type.thisClass().asInternalName().replace('/', '.');
  }
}
