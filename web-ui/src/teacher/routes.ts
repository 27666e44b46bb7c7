/** Where in the teacher app one is; kept in the address after `#`, so that reload, back and links work. */
export type Route =
  | { readonly at: 'home' }
  | { readonly at: 'node'; readonly nodeId: string }
  | { readonly at: 'lesson'; readonly lessonId: string; readonly pageId: string | null; readonly step: number }
  | { readonly at: 'search'; readonly query: string; readonly language: string; readonly tag: string }
  | { readonly at: 'media'; readonly query: string }
  | { readonly at: 'pair'; readonly code: string };

const ID = /^[0-9a-f-]{36}$/i;

/** What is not understood is home. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [place, id = '', pageId = '', step = ''] = path.split('/');
  if (place === 'node' && ID.test(id)) return { at: 'node', nodeId: id };
  if (place === 'lesson' && ID.test(id)) {
    const known = ID.test(pageId);
    return {
      at: 'lesson',
      lessonId: id,
      pageId: known ? pageId : null,
      step: known && /^\d{1,3}$/.test(step) ? Number(step) : 0,
    };
  }
  if (place === 'pair') return { at: 'pair', code: id.replace(/\D/g, '').slice(0, 6) };
  if (place === 'media') return { at: 'media', query: new URLSearchParams(query).get('q') ?? '' };
  if (place === 'search') {
    const values = new URLSearchParams(query);
    return {
      at: 'search',
      query: values.get('q') ?? '',
      language: values.get('language') ?? '',
      tag: values.get('tag') ?? '',
    };
  }
  return { at: 'home' };
}

export function writeRoute(route: Route): string {
  switch (route.at) {
    case 'home':
      return '#/';
    case 'node':
      return `#/node/${route.nodeId}`;
    case 'pair':
      return `#/pair/${route.code}`;
    case 'lesson':
      return `#/lesson/${route.lessonId}` + (route.pageId ? `/${route.pageId}/${route.step}` : '');
    case 'media':
      return route.query ? `#/media?${new URLSearchParams({ q: route.query })}` : '#/media';
    case 'search': {
      const values = new URLSearchParams({ q: route.query });
      if (route.language) values.set('language', route.language);
      if (route.tag) values.set('tag', route.tag);
      return `#/search?${values}`;
    }
  }
}
