package org.steadyboard.architecture.image;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalListener;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.Weigher;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Caffeine has a class for each combination of what a cache can do, and finds it by a name that it
 * puts together. Here each cache of our code is built once more, by the same calls of the builder,
 * and asked which classes it is made of.
 */
final class CaffeineCaches {

  private static final String BUILDER = "com/github/benmanes/caffeine/cache/Caffeine";
  private static final String CACHES = "com.github.benmanes.caffeine.cache.";

  private CaffeineCaches() {}

  /** The class that builds a cache, and the classes of Caffeine that this one has by name. */
  static Map<String, Set<String>> in(ClassFiles files) {
    var found = new TreeMap<String, Set<String>>();
    files.forEachMethod(
        (type, method) ->
            method
                .code()
                .ifPresent(
                    code -> {
                      for (var calls : builds(code)) {
                        found
                            .computeIfAbsent(ClassFiles.name(type), t -> new TreeSet<>())
                            .addAll(classesOf(calls));
                      }
                    }));
    return found;
  }

  /** The names of the builder's methods from each {@code newBuilder} to its {@code build}. */
  private static List<List<String>> builds(CodeModel code) {
    var builds = new ArrayList<List<String>>();
    var calls = new ArrayList<String>();
    for (var element : code) {
      if (element instanceof InvokeInstruction call
          && call.owner().asInternalName().equals(BUILDER)) {
        var name = call.name().stringValue();
        switch (name) {
          case "newBuilder" -> calls.clear();
          case "build", "buildAsync" -> builds.add(List.copyOf(calls));
          default -> calls.add(name);
        }
      }
    }
    return builds;
  }

  private static Set<String> classesOf(List<String> calls) {
    var builder = Caffeine.newBuilder();
    calls.forEach(name -> call(builder, name));
    var names = new TreeSet<String>();
    Object cache = builder.build();
    for (Class<?> type = cache.getClass(); type != null; type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        if (field.getName().equals("cache")) {
          var local = value(field, cache);
          names.add(local.getClass().getName());
          addFactory(local, names);
        }
      }
    }
    return names.stream()
        .filter(name -> name.matches("\\Q" + CACHES + "\\E[A-Z]+"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void addFactory(Object local, Set<String> names) {
    for (Class<?> type = local.getClass(); type != null; type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        if (field.getName().equals("nodeFactory")) {
          names.add(value(field, local).getClass().getName());
        }
      }
    }
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static void call(Caffeine<Object, Object> builder, String name) {
    var method =
        Arrays.stream(Caffeine.class.getMethods())
            .filter(m -> m.getName().equals(name))
            .findFirst()
            .orElseThrow();
    try {
      method.invoke(builder, arguments(method));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(name, e);
    }
  }

  /** Any will do: which classes a cache is made of depends on the calls alone. */
  private static Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(
            type ->
                switch (type.getSimpleName()) {
                  case "long" -> (Object) 1000L;
                  case "int" -> 1000;
                  case "Duration" -> Duration.ofMinutes(1);
                  case "TimeUnit" -> TimeUnit.MINUTES;
                  case "Weigher" -> (Weigher<Object, Object>) (k, v) -> 2;
                  case "Expiry" -> Expiry.creating((k, v) -> Duration.ofMinutes(1));
                  case "Ticker" -> Ticker.systemTicker();
                  case "Executor" -> (Executor) Runnable::run;
                  case "Scheduler" -> Scheduler.disabledScheduler();
                  case "RemovalListener" -> (RemovalListener<Object, Object>) (k, v, why) -> {};
                  default -> throw new AssertionError("how is a " + type + " made?");
                })
        .toArray();
  }
}
