package org.steadyboard.bench;

import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.Running;

/**
 * What a benchmark is given.
 *
 * @param running takes everything that is started
 */
public record Setup(Options options, Running running, Host.Place place, Host host) {}
