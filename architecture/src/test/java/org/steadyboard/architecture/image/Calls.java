package org.steadyboard.architecture.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who calls what. */
final class Calls {

  private Calls() {}

  /**
   * A line for each call of one of these methods, as {@code Type.method calls
   * java/lang/Class.forName}.
   *
   * @param methods as {@code java/lang/Class.forName}
   */
  static List<String> in(ClassFiles files, Set<String> methods) {
    var found = new ArrayList<String>();
    files.forEachMethod(
        (type, method) ->
            ClassFiles.calls(method).stream()
                .map(ClassFiles::name)
                .filter(methods::contains)
                .forEach(
                    called ->
                        found.add(
                            ClassFiles.name(type)
                                + "."
                                + method.methodName().stringValue()
                                + " calls "
                                + called)));
    return found;
  }
}
