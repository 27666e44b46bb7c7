package org.steadyboard.database.mesh.compare;

import java.time.Duration;

/**
 * How long a {@link Survey} may take.
 *
 * @param run when a survey stops at the latest, but for the stretch that it is in, the wait for
 *     what may be on its way, and the first differences that it tells
 * @param arrival how long a row that was written may be on its way
 */
public record Limits(Duration run, Duration arrival) {}
