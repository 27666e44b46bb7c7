package org.steadyboard.architecture.image;

import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the static initialisers of some classes call, through methods of these same classes. What a
 * lambda calls is not called while the class is initialised, and is left out.
 */
final class Initialisers {

  /**
   * Calls whose answer is of the machine or of the moment; a name without a method is of all its
   * methods.
   */
  private static final Set<String> OF_THIS_MACHINE =
      Set.of(
          "java/lang/System.getenv",
          "java/lang/System.getProperty",
          "java/lang/System.getProperties",
          "java/lang/System.currentTimeMillis",
          "java/lang/System.nanoTime",
          "java/lang/Boolean.getBoolean",
          "java/lang/Integer.getInteger",
          "java/lang/Long.getLong",
          "java/lang/Runtime.availableProcessors",
          "java/lang/Runtime.maxMemory",
          "java/lang/ProcessHandle.current",
          "java/lang/management/ManagementFactory",
          "java/net/InetAddress.getLocalHost",
          "java/net/NetworkInterface",
          "java/nio/file/Files",
          "java/nio/file/Path.toAbsolutePath",
          "java/time/Clock.systemDefaultZone",
          "java/time/Instant.now",
          "java/time/LocalDate.now",
          "java/time/LocalDateTime.now",
          "java/time/ZonedDateTime.now",
          "java/time/ZoneId.systemDefault",
          "java/util/Locale.getDefault",
          "java/util/TimeZone.getDefault",
          "java/util/UUID.randomUUID",
          "org/eclipse/microprofile/config/ConfigProvider");

  private record Method(String owner, String name, String type) {}

  private final Map<Method, MethodModel> methods = new HashMap<>();

  Initialisers(ClassFiles files) {
    files.forEachMethod(
        (type, method) ->
            methods.put(
                new Method(
                    type.thisClass().asInternalName(),
                    method.methodName().stringValue(),
                    method.methodType().stringValue()),
                method));
  }

  /** A line for each call that may not be there, as {@code Type: calls java/lang/System.getenv}. */
  List<String> flaws() {
    var flaws = new ArrayList<String>();
    for (var method : methods.keySet()) {
      if (method.name().equals("<clinit>")) {
        follow(method, method.owner(), new HashSet<>(), flaws);
      }
    }
    return flaws.stream().sorted().distinct().toList();
  }

  private void follow(Method method, String initialised, Set<Method> seen, List<String> flaws) {
    var model = methods.get(method);
    if (model == null || !seen.add(method)) {
      return;
    }
    for (var call : ClassFiles.calls(model)) {
      var owner = call.owner().asInternalName();
      if (OF_THIS_MACHINE.contains(owner) || OF_THIS_MACHINE.contains(ClassFiles.name(call))) {
        flaws.add(initialised + ": calls " + ClassFiles.name(call));
      }
      follow(
          new Method(owner, call.name().stringValue(), call.type().stringValue()),
          initialised,
          seen,
          flaws);
    }
  }
}
