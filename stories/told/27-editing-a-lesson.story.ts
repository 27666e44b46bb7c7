import { as } from '../cast/accounts';
import { scrollsSideways, violations } from '../cast/axe';
import { Editor, ownLesson, textsOf } from '../cast/editor';
import { pairBoard } from '../cast/pairing';
import { expect, LAPTOP, PHONE, test } from '../cast/school';

test('a teacher edits on a phone, loses the network in the middle of it, reloads: nothing is lost, the board shows it', async ({
  school,
}) => {
  const account = await school.account('Teacher with a phone');
  const api = await as(account);
  const lesson = await ownLesson(api, 'The Moon', ['# The Moon', '# Its phases']);
  const [teacher, board] = await Promise.all([
    school.teacher({ account, viewport: PHONE, hasTouch: true, isMobile: true }),
    school.board(),
  ]);
  await pairBoard(teacher, board);
  await teacher.openLesson(lesson.id);
  await board.waitForPlace({ pageId: lesson.pageIds[0]!, step: 0 });

  await teacher.page.getByRole('link', { name: 'Edit', exact: true }).tap();
  const editor = new Editor(teacher.page);
  await editor.type(1, '\n\nIt goes round the Earth.');
  await expect(editor.look, 'the page grows beside the text').toContainText('It goes round the Earth.');
  await expect(board.stage, 'and stands on the board by itself').toContainText('It goes round the Earth.');
  expect(await board.place(), 'which stays on its page').toEqual({ pageId: lesson.pageIds[0], step: 0 });
  await editor.waitFor('saved');

  const before = await textsOf(api, lesson.id);
  await teacher.page.context().setOffline(true);
  await editor.page.keyboard.type(' In a month.');
  await editor.waitFor('kept');
  await editor.button('New page').tap();
  await editor.page.keyboard.type('# Written in a tunnel');
  await expect(editor.text(2)).toContainText('Written in a tunnel');
  expect(await teacher.page.reload().then(Boolean, () => false), 'control: the network is away').toBe(false);
  expect(await textsOf(api, lesson.id), 'control: no host has heard of it').toEqual(before);

  await teacher.page.context().setOffline(false);
  await editor.open(lesson.id);
  await expect(editor.text(1)).toContainText('It goes round the Earth. In a month.');
  await editor.waitFor('saved');
  await expect(board.stage).toContainText('In a month.');
  expect(await textsOf(api, lesson.id)).toEqual([
    '# The Moon\n\nIt goes round the Earth. In a month.',
    '# Written in a tunnel',
    '# Its phases',
  ]);

  await editor.button('Delete page').tap();
  await editor.waitFor('saved');
  expect(await textsOf(api, lesson.id)).toEqual(['# Written in a tunnel', '# Its phases']);
  await expect(board.stage, 'a deleted page stays before the class').toContainText('In a month.');
  await editor.button('Bring back').tap();
  await editor.waitFor('saved');
  expect((await textsOf(api, lesson.id))[0]).toContain('In a month.');
  await editor.button('Done').tap();
  await expect(teacher.next).toBeVisible();
  await api.dispose();
});

test('two people edit one page: both versions stand side by side, and none is lost', async ({ school }) => {
  const account = await school.account('Two teachers');
  const api = await as(account);
  const lesson = await ownLesson(api, 'Our sun', ['# The sun', '# Its planets']);
  const [one, other] = await Promise.all([
    school.teacher({ account }).then(({ page }) => new Editor(page).open(lesson.id)),
    school.teacher({ account }).then(({ page }) => new Editor(page).open(lesson.id)),
  ]);
  // The one has not said it when the other has.
  await one.page.context().setOffline(true);
  await one.type(1, ' is a star');
  await one.waitFor('kept');
  await other.type(1, ' is hot');
  await other.waitFor('saved');
  await one.page.context().setOffline(false);

  await one.waitFor('newer');
  const both = one.page.getByTestId('both');
  await expect(both.getByRole('article', { name: 'Yours' })).toContainText('The sun is a star');
  await expect(both.getByRole('article', { name: 'By Two teachers' })).toContainText('The sun is hot');
  expect(await textsOf(api, lesson.id), 'control: the later save took nothing away').toEqual([
    '# The sun is hot',
    '# Its planets',
  ]);
  for (const size of [LAPTOP, PHONE]) {
    await one.page.setViewportSize(size);
    expect(await violations(one.page), `both, ${size.width} wide`).toEqual([]);
    expect(await scrollsSideways(one.page)).toBe(false);
  }
  await one.button('Use mine').click();
  await one.waitFor('saved');
  expect((await textsOf(api, lesson.id))[0]).toBe('# The sun is a star');
  await other.lookAround();
  await expect(other.text(1), 'the other one sees it').toContainText('is a star');

  await other.button('Earlier versions').click();
  const theirs = other.page.getByRole('article').filter({ hasText: '# The sun is hot' });
  await theirs.getByRole('button', { name: 'Put this one back' }).click();
  await other.waitFor('saved');
  expect((await textsOf(api, lesson.id))[0], 'what lost comes back').toBe('# The sun is hot');

  // A page that is moved, by keys alone.
  await one.page.setViewportSize(LAPTOP);
  await one.lookAround();
  await expect(one.text(1)).toContainText('is hot');
  await one.page.getByRole('button', { name: 'Page 1: The sun is hot' }).press('Alt+ArrowDown');
  await one.waitFor('saved');
  expect(await textsOf(api, lesson.id)).toEqual(['# Its planets', '# The sun is hot']);
  for (const [size, scheme] of [
    [LAPTOP, 'light'],
    [LAPTOP, 'dark'],
    [PHONE, 'light'],
    [PHONE, 'dark'],
  ] as const) {
    await one.page.setViewportSize(size);
    await one.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    expect.soft(await violations(one.page), `the editor, ${size.width} wide, ${scheme}`).toEqual([]);
    expect.soft(await scrollsSideways(one.page)).toBe(false);
  }
  await api.dispose();
});
