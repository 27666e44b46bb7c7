package org.steadyboard.bench.machine;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.postgres.Database;
import org.steadyboard.localhosts.postgres.PostgresCluster;
import org.steadyboard.localhosts.postgres.PostgresPrograms;
import org.steadyboard.localhosts.process.ProcessRegister;
import org.steadyboard.localhosts.program.Programs;
import org.steadyboard.localhosts.supervisor.HostPlans;
import org.steadyboard.localhosts.supervisor.Part;
import org.steadyboard.testkit.FreePort;

/** The Postgres of a local host, without the rest of the host. */
public record PostgresAlone(Postgres postgres, Part part) implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  public static PostgresAlone start(Path folder) throws Exception {
    var keys = Keys.loadOrCreate(folder.resolve("keys.json"));
    var place = new HostPlace(0, FreePort.find() - PartKind.POSTGRES.portOffset(), folder);
    var cluster = new PostgresCluster(PostgresPrograms.unpackedIn(Path.of("target")), place);
    cluster.create(keys);
    var database = new Database(place.port(PartKind.POSTGRES), keys);
    var plans =
        new HostPlans(
            Programs.onJvm(new Installation(folder, false)),
            keys,
            place,
            List.of(place),
            HttpClient.newHttpClient());
    var part =
        new Part(
            plans.postgres(cluster, database),
            new ProcessRegister(folder.resolve("processes.json")),
            Executors.newSingleThreadScheduledExecutor());
    part.start();
    part.awaitReady(START_LIMIT);
    database.create();
    return new PostgresAlone(
        new Postgres(place.port(PartKind.POSTGRES), place.log(PartKind.POSTGRES), keys), part);
  }

  @Override
  public void close() {
    part.retire();
  }
}
