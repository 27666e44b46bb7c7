package org.steadyboard.architecture.image;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * What the statics of classes hold right after they were initialised, through as many objects as it
 * takes: what native-image would write into the program, which Quarkus tells to initialise classes
 * while it builds.
 *
 * <p>Objects of packages that the JDK keeps to itself are judged, but not looked into; those of
 * collections, of atomics and of threads are open (see architecture/pom.xml).
 */
final class ImageHeap {

  /** They hold the machinery of the class that they stand for, which the builder knows about. */
  private static final List<Class<?>> OPAQUE =
      List.of(
          Class.class, ClassLoader.class, Module.class, Logger.class, String.class, Pattern.class);

  private record Place(Object object, String path) {}

  private ImageHeap() {}

  /** A line for each thing that may not be there, as {@code Type.FIELD.field: a thread}. */
  static List<String> flaws(Class<?> type) {
    var flaws = new ArrayList<String>();
    for (var field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        look(new Place(value(field, null), type.getName() + "." + field.getName()), flaws);
      }
    }
    return flaws;
  }

  private static void look(Place first, List<String> flaws) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Place> ahead = new ArrayDeque<>();
    ahead.add(first);
    while (!ahead.isEmpty()) {
      var place = ahead.poll();
      var object = place.object();
      if (object == null || !seen.add(object)) {
        continue;
      }
      var why = Forbidden.why(object);
      if (why.isPresent()) {
        flaws.add(place.path() + ": " + why.get());
      } else if (OPAQUE.stream().noneMatch(type -> type.isInstance(object))) {
        addParts(place, ahead);
      }
    }
  }

  private static void addParts(Place place, Deque<Place> ahead) {
    var object = place.object();
    if (object.getClass().isArray()) {
      if (!object.getClass().getComponentType().isPrimitive()) {
        for (var i = 0; i < Array.getLength(object); i++) {
          ahead.add(new Place(Array.get(object, i), place.path() + "[" + i + "]"));
        }
      }
      return;
    }
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          ahead.add(new Place(value(field, object), place.path() + "." + field.getName()));
        }
      }
    }
  }

  /** Null also when the JDK keeps it to itself. */
  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (InaccessibleObjectException closed) {
      return null;
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
