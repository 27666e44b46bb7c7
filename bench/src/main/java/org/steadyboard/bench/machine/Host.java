package org.steadyboard.bench.machine;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.process.ProcessRecord;
import org.steadyboard.localhosts.process.ProcessRegister;

/** One of the {@link Hosts}: its parts, and what may be done to them. */
public final class Host {

  private final HostPlace place;
  private final List<HostPlace> places;
  private final Keys keys;
  private final DataFolder data;
  private final ControlClient control;
  private final Postgres postgres;

  Host(HostPlace place, List<HostPlace> places, Keys keys, DataFolder data, ControlClient control) {
    this.place = place;
    this.places = places;
    this.keys = keys;
    this.data = data;
    this.control = control;
    this.postgres = new Postgres(place.port(PartKind.POSTGRES), place.log(PartKind.POSTGRES), keys);
  }

  public String id() {
    return place.name();
  }

  public HostPlace place() {
    return place;
  }

  List<HostPlace> places() {
    return places;
  }

  Keys keys() {
    return keys;
  }

  public Postgres postgres() {
    return postgres;
  }

  public byte[] sessionKey() {
    return Base64.getDecoder().decode(keys.sessionKey());
  }

  /** What a browser's Origin header says on this host. */
  public String origin() {
    return place.publicUrl();
  }

  public Service lessonService() {
    return new Service(this, PartKind.LESSON);
  }

  public Service boardService() {
    return new Service(this, PartKind.BOARD);
  }

  public Service mediaService() {
    return new Service(this, PartKind.MEDIA);
  }

  /** The port that browsers know. */
  public int ingressPort() {
    return place.port(PartKind.INGRESS);
  }

  /** SIGKILL to all parts, as a power cut. */
  public void kill() throws IOException, InterruptedException {
    control.part("kill", id(), null);
  }

  /** Returns when everything is ready. */
  public void start() throws IOException, InterruptedException {
    control.part("start", id(), null);
  }

  public void kill(PartKind part) throws IOException, InterruptedException {
    control.part("kill", id(), part.word());
  }

  /** SIGSTOP to a part and its children. */
  public void freeze(PartKind part) throws IOException, InterruptedException {
    control.part("freeze", id(), part.word());
  }

  public void thaw(PartKind part) throws IOException, InterruptedException {
    control.part("thaw", id(), part.word());
  }

  /** SIGTERM; returns when it has ended. */
  public void stop(PartKind part) throws IOException, InterruptedException {
    control.part("stop", id(), part.word());
  }

  /** Returns when it is ready. */
  public void start(PartKind part) throws IOException, InterruptedException {
    control.part("start", id(), part.word());
  }

  public ProcessHandle process(PartKind part) {
    return processIfRunning(part)
        .orElseThrow(() -> new BenchFailure(id() + "/" + part.word() + " does not run"));
  }

  /** As its supervisor has noted it. */
  public Optional<ProcessHandle> processIfRunning(PartKind part) {
    var name = id() + "/" + part.word();
    try {
      return ProcessRegister.read(data.processes()).stream()
          .filter(known -> known.part().equals(name) && known.isRunning())
          .findFirst()
          .map(ProcessRecord::pid)
          .flatMap(ProcessHandle::of);
    } catch (IOException e) {
      throw new BenchFailure("what runs is not known: " + e.getMessage(), e);
    }
  }

  /** Whether its board-service runs. */
  public boolean isUp() {
    return processIfRunning(PartKind.BOARD).isPresent();
  }

  @Override
  public String toString() {
    return "host " + id();
  }
}
