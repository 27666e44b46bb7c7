package org.steadyboard.bench.benchmark;

import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.machine.Running;

/**
 * What a benchmark is given.
 *
 * @param running takes everything that is started
 * @param hosts as many as it asked for, ready
 */
public record Setup(Options options, Running running, Hosts hosts) {}
