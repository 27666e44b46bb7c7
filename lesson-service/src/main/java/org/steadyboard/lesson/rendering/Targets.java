package org.steadyboard.lesson.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * Where links and pictures of a page may point: pictures at our own media only, links at the web,
 * mail and our media. What points elsewhere leaves its text, so that a broken link stays readable.
 */
final class Targets extends AbstractVisitor {

  static final Pattern MEDIA = Pattern.compile("/media/[0-9a-f]{64}/[^/?#\\s\"'<>\\\\]+");
  private static final Pattern LINK =
      Pattern.compile("(?:https?://|mailto:)\\S+", Pattern.CASE_INSENSITIVE);
  private static final Pattern WEB = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);

  /** Browsers and proxies take less; one definition may be the target of thousands of links. */
  private static final int MAX_CHARACTERS = 2_000;

  private final List<Link> links = new ArrayList<>();
  private final List<Image> images = new ArrayList<>();

  static void makeSafe(Node document) {
    var targets = new Targets();
    document.accept(targets);
    targets.images.forEach(Targets::makeSafe);
    targets.links.stream().filter(l -> !isAllowed(l)).forEach(Targets::replaceByContent);
  }

  @Override
  public void visit(Link link) {
    links.add(link);
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    images.add(image);
    visitChildren(image);
  }

  private static boolean isAllowed(Link link) {
    var target = link.getDestination();
    return is(LINK, target) || is(MEDIA, target);
  }

  private static boolean is(Pattern kind, String target) {
    return target.length() <= MAX_CHARACTERS && kind.matcher(target).matches();
  }

  private static void makeSafe(Image image) {
    var target = image.getDestination();
    if (is(MEDIA, target)) {
      return;
    }
    if (is(WEB, target) && !isInLink(image)) {
      // The browser is told to load pictures from our hosts only: elsewhere they are linked.
      var link = new Link(target, image.getTitle());
      image.insertBefore(link);
      moveChildren(image, link);
      image.unlink();
    } else {
      replaceByContent(image);
    }
  }

  private static boolean isInLink(Node node) {
    for (var parent = node.getParent(); parent != null; parent = parent.getParent()) {
      if (parent instanceof Link) {
        return true;
      }
    }
    return false;
  }

  private static void moveChildren(Node from, Node to) {
    while (from.getFirstChild() != null) {
      to.appendChild(from.getFirstChild());
    }
  }

  private static void replaceByContent(Node node) {
    while (node.getFirstChild() != null) {
      node.insertBefore(node.getFirstChild());
    }
    node.unlink();
  }
}
