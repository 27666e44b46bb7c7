package org.steadyboard.host.body;

import java.util.regex.Pattern;

/**
 * A route that takes more, or another type, than {@link RequestBodies} lets every route take. A
 * bean of this type says so. Only who is signed in may send more than {@link
 * RequestBodies#MAX_BYTES}.
 *
 * @param path matches the whole normalised path
 * @param type the one media type that is taken, without parameters, or {@link #ANY_TYPE}
 * @param isStreamed whether the route reads the body as it comes, and counts it itself; else it is
 *     held in memory before the route sees it
 */
public record LargeBody(Pattern path, String type, long maxBytes, boolean isStreamed) {

  /** Whatever type it says to be, or none: the route looks at what it is. */
  public static final String ANY_TYPE = "*/*";
}
