import type { APIRequestContext, Page } from '@playwright/test';
import { as } from '../cast/accounts';
import { scrollsSideways, violations } from '../cast/axe';
import { DEMO, demoLesson, lesson } from '../cast/lessons';
import { expect, LAPTOP, PHONE, test } from '../cast/school';
import { TreeHands } from '../cast/tree';
import { originOf } from '../host/steadyboard';

interface Node {
  readonly id: string;
  readonly title: string;
  readonly pageCount: number;
  readonly ownerId: string | null;
}

test('a teacher makes a course on a phone and puts it in order on a laptop; nothing is lost', async ({ school }) => {
  const phone = await school.teacher({ viewport: PHONE, hasTouch: true });
  const api = await as(phone.account);
  const hands = new TreeHands(phone.page);
  const fair = (where: string) => isForEveryone(phone.page, where);

  await test.step('made with one thumb: a course, a theme, lessons', async () => {
    await phone.page.getByRole('button', { name: 'New course' }).click();
    await fair('making a course');
    await phone.page.getByRole('button', { name: 'Cancel' }).click();
    await hands.make('course', 'My garden');
    await hands.open('My garden');
    await hands.make('theme', 'Trees');
    await hands.make('lesson', 'Seeds');
    await hands.make('lesson', 'Oaks');
    await hands.shows('Trees', 'Seeds', 'Oaks');
    await fair('a course of my own');
  });

  await test.step('dragged with a finger into the theme, and undone', async () => {
    await phone.page.getByTestId('done').getByRole('button', { name: 'Close' }).click();
    await hands.dragInto('Oaks', 'Trees');
    await hands.shows('Trees', 'Seeds');
    await phone.page.getByRole('button', { name: 'Undo' }).click();
    await hands.shows('Trees', 'Seeds', 'Oaks');
  });

  const course = (await childrenOf(api, null)).find((node) => node.title === 'My garden')!;
  const titles = async () => (await childrenOf(api, course.id)).map((node) => node.title);

  await test.step('put in order on a laptop by keys alone; the phone shows it when it is looked at', async () => {
    const laptop = await school.teacher({ account: phone.account });
    await laptop.page.goto(`/#/node/${course.id}`);
    const keys = new TreeHands(laptop.page);
    await keys.shows('Trees', 'Seeds', 'Oaks');
    await keys.carry('Oaks', 'ArrowUp', 'ArrowUp');
    await keys.shows('Oaks', 'Trees', 'Seeds');
    await expect(laptop.page.getByRole('button', { name: 'Move Oaks', exact: true })).toBeFocused();
    await expect.poll(titles).toEqual(['Oaks', 'Trees', 'Seeds']);
    await isForEveryone(laptop.page, 'a course on a laptop');
    await phone.page.evaluate(() => dispatchEvent(new Event('focus')));
    await hands.shows('Oaks', 'Trees', 'Seeds');
    await laptop.page.close();
  });

  await test.step('a host that does not take it is left for one that does', async () => {
    await phone.page.route(`${originOf('a')}/api/nodes/**`, (route) =>
      route.request().method() === 'GET' ? route.fallback() : route.abort(),
    );
    await hands.choose('Seeds', 'Name, tags, language');
    await phone.page.getByLabel('Title').fill('Seeds and nuts');
    await phone.page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(titles).toContain('Seeds and nuts');
    await expect(phone.page.getByTestId('unsaved')).toHaveCount(0);
    await phone.page.unroute(`${originOf('a')}/api/nodes/**`);
  });

  await test.step('without a network: it is kept, also when the page is closed, and said later', async () => {
    await phone.page.context().setOffline(true);
    await hands.choose('Oaks', 'Delete');
    await hands.shows('Trees', 'Seeds and nuts');
    await expect(phone.page.getByTestId('unsaved')).toContainText('1 change is kept on this device.');
    await fair('what waits');
    expect(await titles(), 'control: no host has heard of it').toContain('Oaks');
    const context = phone.page.context();
    await phone.page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto('/');
    await expect.poll(titles).not.toContain('Oaks');
    await again.close();
  });

  await test.step('control: in a browser that forgets, such a change is lost', async () => {
    const forgetful = await school.teacher({ account: phone.account });
    await forgetful.page.goto(`/#/node/${course.id}`);
    const other = new TreeHands(forgetful.page);
    await other.shows('Trees', 'Seeds and nuts');
    await forgetful.page.context().setOffline(true);
    await other.choose('Trees', 'Delete');
    await expect(forgetful.page.getByTestId('unsaved')).toBeVisible();
    await forgetful.page.evaluate(() => localStorage.clear());
    await forgetful.page.close();
    expect(await titles()).toEqual(['Trees', 'Seeds and nuts']);
  });

  await api.dispose();
});

test('what was deleted is found and brought back; what is shared can be copied and not changed', async ({ school }) => {
  const teacher = await school.teacher();
  const { page } = teacher;
  const api = await as(teacher.account);
  const hands = new TreeHands(page);
  const shared = await demoLesson(school.api);

  await test.step('a shared lesson shows one control, and its copy is mine', async () => {
    await page.getByRole('link', { name: DEMO.course }).click();
    await page.getByRole('link', { name: DEMO.theme }).click();
    await expect(hands.card(DEMO.lesson)).toBeVisible();
    await hands.choose(DEMO.lesson, 'Copy to my lessons');
    await page.getByRole('button', { name: 'Copy here' }).click();
    await expect(page.getByTestId('done')).toContainText('is copied');
    for (const name of [/^Move /, /^New /]) await expect(page.getByRole('button', { name })).toHaveCount(0);
    await expect
      .poll(async () => (await childrenOf(api, null)).filter((node) => node.ownerId).map((node) => node.title))
      .toEqual([shared.title]);
    const [copy] = (await childrenOf(api, null)).filter((node) => node.ownerId);
    expect((await lesson(api, copy!.id)).pages.map((one) => one.html)).toEqual(shared.pages.map((one) => one.html));
    const refused = await api.put(`/api/nodes/${shared.id}/details`, {
      data: { title: 'x', tags: [], language: 'en' },
    });
    expect(refused.status(), 'control: the host would not let it be changed').toBe(403);
  });

  await test.step('deleted with what it is in, found, and back in one go', async () => {
    await teacher.goHome();
    await hands.make('course', 'Space');
    await hands.open('Space');
    await hands.make('lesson', 'Comets');
    await expect(page.getByRole('link', { name: 'Comets' })).toBeVisible();
    await hands.choose('Comets', 'Delete');
    await hands.shows();
    await hands.choose('Space', 'Delete');
    await teacher.waitForHome();
    await expect(hands.card('Space')).toHaveCount(0);
    await page.getByRole('link', { name: 'Deleted' }).click();
    await isForEveryone(page, 'what was deleted');
    await page.getByRole('button', { name: 'Bring back, with Space: Comets' }).click();
    await expect(page.getByText('Nothing was deleted.')).toBeVisible();
    await teacher.goHome();
    await hands.open('Space');
    await hands.shows('Comets');
  });

  await api.dispose();
});

/** On either size of screen. */
async function isForEveryone(page: Page, where: string): Promise<void> {
  const before = page.viewportSize()!;
  for (const size of [PHONE, LAPTOP]) {
    await page.setViewportSize(size);
    expect.soft(await violations(page), `${where}, ${size.width} wide`).toEqual([]);
    expect.soft(await scrollsSideways(page), `${where}, ${size.width} wide: nothing hangs out at the side`).toBe(false);
  }
  await page.setViewportSize(before);
}

async function childrenOf(api: APIRequestContext, parent: string | null): Promise<readonly Node[]> {
  const answer = await api.get(`/api/nodes?limit=200${parent ? `&parent=${parent}` : ''}`);
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { nodes: readonly Node[] }).nodes;
}
