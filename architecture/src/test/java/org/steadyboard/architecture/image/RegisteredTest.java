package org.steadyboard.architecture.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyboard.architecture.Modules;

/**
 * A native program has only those classes and files by name that it was told of. What our code
 * reaches so is looked up in what Quarkus wrote for native-image, for each service by itself: one
 * may know by its resources of what the other one does not.
 */
class RegisteredTest {

  private static final Pattern NEW_IN_HQL =
      Pattern.compile("select\\s+new\\s+(org\\.steadyboard[\\w.$]+)");

  /**
   * Calls that name a class or a service; there are none, and each new one has to be thought about.
   */
  private static final Set<String> BY_NAME =
      Set.of(
          "java/lang/Class.forName",
          "java/lang/ClassLoader.loadClass",
          "java/util/ServiceLoader.load",
          "java/lang/reflect/Proxy.newProxyInstance",
          "java/io/ObjectInputStream.readObject");

  /** Not of a service: commands that local hosts run on a JVM. */
  private static final String COMMANDS = "org.steadyboard.database.mesh.command.";

  static List<String> services() {
    return Modules.services();
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatJacksonIsHandedByCodeIsRegistered(String service) throws Exception {
    var sources = NativeSources.of(service);
    var missing = new TreeMap<String, Collection<String>>();
    JsonTypes.in(classesOf(service))
        .forEach(
            (type, users) -> {
              if (!users.stream().allMatch(user -> user.startsWith(COMMANDS))) {
                withComponents(type).stream()
                    .filter(part -> !sources.canMake(part))
                    .forEach(part -> missing.put(part, users));
              }
            });
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatHqlMakesIsRegistered(String service) throws Exception {
    var sources = NativeSources.of(service);
    assertThat(hqlTypes(classesOf(service)).filter(type -> !sources.canMake(type))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatCachesAreMadeOfIsRegistered(String service) throws Exception {
    var sources = NativeSources.of(service);
    var missing = new TreeMap<String, Collection<String>>();
    CaffeineCaches.in(classesOf(service))
        .forEach(
            (builder, classes) ->
                classes.stream()
                    .filter(name -> !sources.canMake(name))
                    .forEach(name -> missing.put(name, List.of(builder))));
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void filesOfTheClassPathAreThere(String service) throws Exception {
    var sources = NativeSources.of(service);
    for (var module : Modules.inService(service)) {
      var folder = Modules.resources(module);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (var files = Files.walk(folder)) {
        assertThat(
                files
                    .filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.endsWith(".properties") && !name.startsWith("META-INF/"))
                    .filter(name -> !sources.canOpen(name)))
            .as("what " + service + " has from " + module)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void nothingIsReachedByNameInAnotherWay(String service) throws Exception {
    assertThat(Calls.in(classesOf(service), BY_NAME)).isEmpty();
  }

  @Test
  void whatIsHandedToJacksonIsSeen() throws Exception {
    assertThat(JsonTypes.in(ofThisModule()).keySet())
        .contains(
            Handed.class.getName() + "$Read",
            Handed.class.getName() + "$Written",
            Handed.class.getName() + "$Answered",
            Handed.class.getName() + "$InALocal");
    assertThat(withComponents(Handed.class.getName() + "$Answered"))
        .contains(Handed.class.getName() + "$Inner");
    assertThat(hqlTypes(ofThisModule())).contains("org.steadyboard.architecture.image.Handed$Row");
  }

  @Test
  void whatCachesAreMadeOfIsSeen() throws Exception {
    assertThat(CaffeineCaches.in(ofThisModule()).get(Handed.class.getName()))
        .containsExactlyInAnyOrder(
            "com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS");
  }

  private static ClassFiles classesOf(String service) throws IOException {
    return new ClassFiles(Modules.inService(service).stream().map(Modules::classes).toList());
  }

  private static ClassFiles ofThisModule() throws Exception {
    return new ClassFiles(
        List.of(
            Path.of(
                RegisteredTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())));
  }

  private static Stream<String> hqlTypes(ClassFiles files) {
    return files.texts().stream()
        .flatMap(text -> NEW_IN_HQL.matcher(text).results())
        .map(found -> found.group(1))
        .distinct();
  }

  /** The type, and ours that its components are or hold: a view's lines for example. */
  private static Set<String> withComponents(String name) {
    var found = new LinkedHashSet<String>();
    var ahead = new ArrayDeque<>(List.of(name));
    while (!ahead.isEmpty()) {
      var next = ahead.poll();
      if (found.add(next) && next.startsWith("org.steadyboard.")) {
        componentsOf(next).map(Class::getName).forEach(ahead::add);
      }
    }
    return found;
  }

  private static Stream<Class<?>> componentsOf(String name) {
    try {
      var type = Class.forName(name, false, RegisteredTest.class.getClassLoader());
      return type.isRecord()
          ? Arrays.stream(type.getRecordComponents())
              .flatMap(component -> ours(component.getGenericType()))
          : Stream.empty();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Class<?>> ours(Type type) {
    return switch (type) {
      case Class<?> one when one.getName().startsWith("org.steadyboard.") && !one.isEnum() ->
          Stream.of(one);
      case ParameterizedType made ->
          Stream.concat(
              ours(made.getRawType()),
              Arrays.stream(made.getActualTypeArguments()).flatMap(RegisteredTest::ours));
      default -> Stream.empty();
    };
  }
}
