/** The files that were dropped or pasted. A picture that is copied from a page comes without a name of its own. */
export function filesOf(data: DataTransfer | null): readonly File[] {
  return Array.from(data?.files ?? []);
}

/** Where a paste belongs to a text field and not to us. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null
  );
}

/** Some systems know no type for pictures that phones take. */
export function isPictureFile({ type, name }: Pick<File, 'type' | 'name'>): boolean {
  return type.startsWith('image/') || (type === '' && /\.(hei[cf]|avif|webp|jpe?g|png|gif|svg)$/i.test(name));
}
