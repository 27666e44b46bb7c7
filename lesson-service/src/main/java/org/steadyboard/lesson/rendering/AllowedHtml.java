package org.steadyboard.lesson.rendering;

import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * The html that a page may have: what Markdown makes, and little more. Everything else is taken out
 * by a sanitiser that knows how browsers read broken html. No scripts, styles, frames, forms or
 * SVG.
 */
final class AllowedHtml {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern ALIGN = Pattern.compile("left|center|right");
  private static final Pattern CODE_LANGUAGE = Pattern.compile("language-[A-Za-z0-9+#-]{1,32}");

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "ul",
              "ol",
              "li",
              "blockquote",
              "pre",
              "code",
              "em",
              "strong",
              "b",
              "i",
              "u",
              "s",
              "del",
              "ins",
              "mark",
              "sub",
              "sup",
              "kbd",
              "small",
              "hr",
              "br",
              "table",
              "caption",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
              "img",
              "div",
              "span",
              "figure",
              "figcaption",
              "details",
              "summary")
          .allowElements(
              (name, attributes) -> {
                // A link never takes the board or the teacher away from the lesson.
                attributes.add("target");
                attributes.add("_blank");
                return name;
              },
              "a")
          .allowUrlProtocols("http", "https", "mailto")
          .allowAttributes("href", "title")
          .onElements("a")
          .allowAttributes("src")
          .matching(Targets.MEDIA)
          .onElements("img")
          .allowAttributes("alt", "title")
          .onElements("img")
          .allowAttributes("width", "height")
          .matching(NUMBER)
          .onElements("img")
          .allowAttributes("start")
          .matching(NUMBER)
          .onElements("ol")
          .allowAttributes("align")
          .matching(ALIGN)
          .onElements("th", "td")
          .allowAttributes("class")
          .matching(CODE_LANGUAGE)
          .onElements("code")
          .toFactory();

  private AllowedHtml() {}

  static String sanitise(String html) {
    return POLICY.sanitize(html);
  }
}
