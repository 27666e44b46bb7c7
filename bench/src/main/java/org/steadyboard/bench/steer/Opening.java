package org.steadyboard.bench.steer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Starts something for each of a list, a bounded number at a time. On one event loop only. */
final class Opening<A, B> {

  private final Iterator<A> rest;
  private final Function<A, Future<B>> start;
  private final int atOnce;
  private final int count;
  private final List<B> open;
  private final Promise<List<B>> whole = Promise.promise();

  Opening(List<A> all, Function<A, Future<B>> start, int atOnce) {
    this.rest = all.iterator();
    this.start = start;
    this.atOnce = atOnce;
    this.count = all.size();
    this.open = new ArrayList<>(count);
  }

  /** All of them, in the order in which they opened; fails with the first that fails. */
  Future<List<B>> whole() {
    if (count == 0) {
      whole.complete(open);
    }
    for (var i = 0; i < atOnce; i++) {
      next();
    }
    return whole.future();
  }

  private void next() {
    if (!rest.hasNext() || whole.future().isComplete()) {
      return;
    }
    start
        .apply(rest.next())
        .onFailure(whole::tryFail)
        .onSuccess(
            one -> {
              open.add(one);
              if (open.size() == count) {
                whole.tryComplete(open);
              }
              next();
            });
  }
}
