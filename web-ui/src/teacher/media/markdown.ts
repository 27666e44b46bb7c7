/** Text of pictures in a page: `![what is on it](/media/…)`. */

export interface Placeholder {
  /** The media id that the picture will have. */
  readonly id: string;
  readonly alt: string;
  readonly from: number;
  readonly to: number;
}

const PLACEHOLDER = /!\[((?:\\.|[^\]\\\n])*)\]\(uploading:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/g;

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

/** Stands in a text for a picture that is still on its way. It shows as nothing but its description. */
export function placeholderFor(id: string, alt: string): string {
  return `![${escaped(alt)}](uploading:${id})`;
}

export function placeholdersIn(markdown: string): readonly Placeholder[] {
  return Array.from(markdown.matchAll(PLACEHOLDER), (match) => ({
    id: match[2] ?? '',
    alt: (match[1] ?? '').replace(/\\(.)/g, '$1'),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** The text with each placeholder of `id` replaced; an empty `by` takes it out. */
export function settled(markdown: string, id: string, by: string): string {
  return markdown.replace(PLACEHOLDER, (text, _alt, found) => (found === id ? by : text));
}
