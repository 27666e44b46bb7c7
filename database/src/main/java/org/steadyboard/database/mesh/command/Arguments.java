package org.steadyboard.database.mesh.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.steadyboard.database.mesh.MeshHost;

/**
 * What was said to the command. Passwords come from the environment only, so that they stand in no
 * list of processes.
 */
record Arguments(
    String command, List<MeshHost> hosts, boolean json, Map<String, String> environment) {

  static final String USAGE =
      """
      usage: java -jar mesh.jar COMMAND [--json] HOST=postgresql://address:port/database ...
        prepare-role A   makes the schema and the replication role of host A
        join A B ...     opens the streams between all of them, both ways
        leave A B        ends the streams between the two
        compare A B      finds every row that differs
        repair A B       makes A as new as B
        rebuild A B ...  makes A from nothing, from all the others
        status A B ...   how it stands between A and each of the others
      Hosts may also stand in MESH_HOSTS (a=postgresql://...,b=...) and be named by their ids alone.
      REPLICATION_PASSWORD is the replication role's. prepare-role needs DATABASE_USER, DATABASE_PASSWORD (who owns
      the database), SUPERUSER and SUPERUSER_PASSWORD too; rebuild does that as well when they are set.""";

  /**
   * @throws IllegalArgumentException what is wrong, for the operator
   */
  static Arguments parse(List<String> arguments, Map<String, String> environment) {
    var words = new ArrayList<>(arguments);
    var json = words.remove("--json");
    if (words.isEmpty()) {
      throw new IllegalArgumentException("say a command");
    }
    var name = words.removeFirst();
    var least =
        switch (name) {
          case "prepare-role" -> 1;
          case "join", "leave", "compare", "repair", "rebuild", "status" -> 2;
          default -> throw new IllegalArgumentException("there is no command " + name);
        };
    var known = new LinkedHashMap<String, String>();
    for (var host : environment.getOrDefault("MESH_HOSTS", "").split(",")) {
      if (host.contains("=")) {
        known.put(host.substring(0, host.indexOf('=')), host.substring(host.indexOf('=') + 1));
      }
    }
    var password = required(environment, "REPLICATION_PASSWORD");
    var hosts = new ArrayList<MeshHost>();
    for (var word : words) {
      var equals = word.indexOf('=');
      var id = equals < 0 ? word : word.substring(0, equals);
      var url = equals < 0 ? known.get(word) : word.substring(equals + 1);
      if (url == null) {
        throw new IllegalArgumentException(
            "where is host " + id + "? Say " + id + "=postgresql://…");
      }
      hosts.add(MeshHost.at(id, url, password));
    }
    var isPair = List.of("leave", "compare", "repair").contains(name);
    if (hosts.size() < least || (isPair && hosts.size() > 2) || (least == 1 && hosts.size() > 1)) {
      throw new IllegalArgumentException(
          name
              + " is of "
              + (isPair ? "two hosts" : least == 1 ? "one host" : "two hosts or more"));
    }
    return new Arguments(name, hosts, json, environment);
  }

  String required(String name) {
    return required(environment, name);
  }

  private static String required(Map<String, String> environment, String name) {
    var value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " must be set in the environment");
    }
    return value;
  }
}
