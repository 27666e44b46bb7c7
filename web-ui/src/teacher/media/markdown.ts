/** Text of pictures in a page: `![what is on it](/media/…)`. */

export interface Placeholder {
  /** The media id that the picture will have. */
  readonly id: string;
  readonly alt: string;
}

const PLACEHOLDER = /(?:!\[((?:\\.|[^\]\\\n])*))?\]\(uploading:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/g;

/** One line, and nothing that would end the text between the brackets or mean something in it. */
function escaped(alt: string): string {
  return alt
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&!~|$]/g, '\\$&');
}

/** @param url as the host gave it; what would end the address early is written as percent signs say it */
export function imageMarkdown(alt: string, url: string): string {
  const safe = url.replace(
    /[\s()<>\\]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `![${escaped(alt)}](${safe})`;
}

/** Stands in a text for a picture that is still on its way; no host is told of it. */
export function placeholderFor(id: string, alt: string): string {
  return `![${escaped(alt)}](uploading:${id})`;
}

/** Each place that is held in a text, with what is said of it; nothing, where that is no longer a description. */
export function placeholdersIn(markdown: string): readonly Placeholder[] {
  return Array.from(markdown.matchAll(PLACEHOLDER), ([, alt = '', id = '']) => ({
    id,
    alt: alt.replace(/\\(.)/g, '$1'),
  }));
}
