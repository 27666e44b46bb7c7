package org.steadyboard.architecture.image;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The types that Jackson is handed by code, where no signature of a resource method tells Quarkus
 * of them: what is read into a class that is named, and what is written as an {@code Object}.
 *
 * <p>Of what is written it takes the type that the code sees: that of the last value before the
 * call.
 */
final class JsonTypes {

  private static final Set<String> READERS =
      Set.of(
          "com/fasterxml/jackson/databind/ObjectMapper",
          "com/fasterxml/jackson/databind/ObjectReader",
          "com/fasterxml/jackson/databind/json/JsonMapper",
          "com/fasterxml/jackson/core/JsonParser",
          "com/fasterxml/jackson/databind/DeserializationContext");

  private static final Map<String, Set<String>> WRITERS =
      Map.of(
          "com/fasterxml/jackson/databind/ObjectMapper",
          Set.of("writeValueAsBytes", "writeValueAsString", "writeValue", "valueToTree"),
          "com/fasterxml/jackson/databind/json/JsonMapper",
          Set.of("writeValueAsBytes", "writeValueAsString", "writeValue", "valueToTree"),
          "com/fasterxml/jackson/databind/ObjectWriter",
          Set.of("writeValueAsBytes", "writeValueAsString", "writeValue"),
          "com/fasterxml/jackson/core/JsonGenerator",
          Set.of("writePOJO", "writeObject", "writePOJOField", "writeObjectField"),
          "jakarta/ws/rs/core/Response",
          Set.of("ok"),
          "jakarta/ws/rs/core/Response$ResponseBuilder",
          Set.of("entity"),
          "jakarta/ws/rs/core/GenericEntity",
          Set.of("<init>"));

  private JsonTypes() {}

  /** Each type, by its name for reflection, with the methods that hand it over. */
  static Map<String, List<String>> in(ClassFiles files) {
    var found = new TreeMap<String, List<String>>();
    files.forEachMethod(
        (type, method) ->
            method
                .code()
                .ifPresent(
                    code ->
                        look(type, method, code)
                            .forEach(
                                used ->
                                    found
                                        .computeIfAbsent(used, u -> new ArrayList<>())
                                        .add(ClassFiles.name(type) + "." + method.methodName()))));
    return found;
  }

  private static List<String> look(ClassModel type, MethodModel method, CodeModel code) {
    var found = new ArrayList<String>();
    var before = new ArrayList<Instruction>();
    for (var element : code) {
      if (element instanceof InvokeInstruction call) {
        var owner = call.owner().asInternalName();
        if (READERS.contains(owner)) {
          constantsOf(call, before).forEach(found::add);
        }
        if (WRITERS.getOrDefault(owner, Set.of()).contains(call.name().stringValue())
            && call.typeSymbol().parameterCount() > 0) {
          found.add(
              lastValue(call, before, method, code)
                  .orElse("a value of unknown type in " + ClassFiles.name(type)));
        }
      }
      if (element instanceof Instruction instruction) {
        before.add(instruction);
      }
    }
    return found.stream().filter(JsonTypes::isOurs).toList();
  }

  /** What is not ours is in a library's own care, or in the JDK's, which Jackson knows. */
  private static boolean isOurs(String name) {
    return name.startsWith("org.steadyboard.")
        || name.startsWith("a value of unknown type")
        || name.equals("java.lang.Object");
  }

  /** The class constants among the last instructions, as many as the call has arguments. */
  private static List<String> constantsOf(InvokeInstruction call, List<Instruction> before) {
    var from = Math.max(0, before.size() - 2 * call.typeSymbol().parameterCount());
    return before.subList(from, before.size()).stream()
        .filter(ConstantInstruction.LoadConstantInstruction.class::isInstance)
        .map(i -> ((ConstantInstruction) i).constantValue())
        .filter(ClassDesc.class::isInstance)
        .map(desc -> name((ClassDesc) desc))
        .toList();
  }

  private static Optional<String> lastValue(
      InvokeInstruction call, List<Instruction> before, MethodModel method, CodeModel code) {
    // Of ok(entity, type) and writeValue(to, value): the value is an Object among the arguments.
    var arguments = call.typeSymbol().parameterList();
    var value = -1;
    for (var i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals(ClassDesc.of("java.lang.Object"))) {
        value = i;
      }
    }
    var back = arguments.size() - 1 - value;
    var at = before.size() - 1 - back;
    if (value < 0) {
      // The types of the arguments say it all.
      return Optional.of(name(arguments.getLast()));
    }
    return at < 0 ? Optional.empty() : typeOf(before.get(at), method, code).map(JsonTypes::name);
  }

  private static Optional<ClassDesc> typeOf(Instruction made, MethodModel method, CodeModel code) {
    return switch (made) {
      case InvokeInstruction call ->
          Optional.of(
              call.name().equalsString("<init>")
                  ? call.owner().asSymbol()
                  : call.typeSymbol().returnType());
      case InvokeDynamicInstruction call -> Optional.of(call.typeSymbol().returnType());
      case FieldInstruction field -> Optional.of(field.typeSymbol());
      case TypeCheckInstruction cast -> Optional.of(cast.type().asSymbol());
      case NewObjectInstruction object -> Optional.of(object.className().asSymbol());
      case ConstantInstruction constant ->
          Optional.of(constant.constantValue().getClass().describeConstable().orElseThrow());
      case LoadInstruction load ->
          local(load.slot(), code).or(() -> parameter(load.slot(), method));
      default -> Optional.empty();
    };
  }

  private static Optional<ClassDesc> local(int slot, CodeModel code) {
    var types = new ArrayList<ClassDesc>();
    for (var element : code) {
      if (element instanceof LocalVariable variable && variable.slot() == slot) {
        types.add(variable.typeSymbol());
      }
    }
    return types.stream().distinct().count() == 1
        ? Optional.of(types.getFirst())
        : Optional.empty();
  }

  private static Optional<ClassDesc> parameter(int slot, MethodModel method) {
    var next = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
    for (var type : method.methodTypeSymbol().parameterList()) {
      if (next == slot) {
        return Optional.of(type);
      }
      next += type.equals(ConstantDescs.CD_long) || type.equals(ConstantDescs.CD_double) ? 2 : 1;
    }
    return Optional.empty();
  }

  private static String name(ClassDesc type) {
    var descriptor = (type.isArray() ? elementOf(type) : type).descriptorString();
    return descriptor.startsWith("L")
        ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
        : descriptor;
  }

  private static ClassDesc elementOf(ClassDesc array) {
    var type = array;
    while (type.isArray()) {
      type = type.componentType();
    }
    return type;
  }
}
