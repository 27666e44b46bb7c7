import { DEMO } from '../cast/lessons';
import { expect, test } from '../cast/school';
import { Teacher } from '../cast/teacher';

test('a teacher signs in and finds a lesson by browsing and by search', async ({ school }) => {
  const context = await school.browser();
  const teacher = new Teacher(await context.newPage(), await school.account());
  const { page } = teacher;
  await page.goto('/');

  await test.step('a wrong password gets kind words and nothing else', async () => {
    await teacher.signIn('not-the-password');
    await expect(page.getByRole('alert')).toContainText('That e-mail address or password is not right.');
    await expect(page.getByLabel('E-mail address'), 'the address need not be typed again').toHaveValue(
      teacher.account.email,
    );
    expect((await context.cookies()).some((cookie) => cookie.name === 'session')).toBe(false);
  });

  await test.step('the right one signs in, with a cookie that scripts cannot read', async () => {
    await teacher.signIn();
    await teacher.waitForHome();
    const session = (await context.cookies()).find((cookie) => cookie.name === 'session');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    expect(await page.evaluate(() => document.cookie)).not.toContain('session');
  });

  await test.step('browsing: course, theme, lesson', async () => {
    await page.getByRole('link', { name: DEMO.course }).click();
    await expect(page.getByRole('heading', { name: DEMO.course, level: 1 })).toBeVisible();
    await page.getByRole('link', { name: DEMO.theme }).click();
    await page.getByRole('link', { name: DEMO.lesson }).click();
    // The app's own heading: the first page, which comes a moment later, has the same one.
    await expect(page.getByRole('heading', { name: DEMO.lesson, level: 1 }).first()).toBeVisible();
    await expect(page.getByTestId('stage')).toContainText('Eight planets');
  });

  await test.step('searching: a word from a page leads to that page', async () => {
    await teacher.goHome();
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('monkeys');
    const hit = page.getByRole('main').getByRole('link').filter({ hasText: DEMO.lesson }).first();
    await expect(hit.locator('mark'), 'stems count: monkeys finds Monkey').toHaveText('Monkey');
    await hit.click();
    await expect(page.getByRole('heading', { level: 1, name: DEMO.lesson })).toBeVisible();
    await expect(page.getByTestId('stage')).toContainText('My Very Eager Monkey');
  });

  await test.step('a search that finds nothing says so; one of signs only is no error', async () => {
    await teacher.goHome();
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('xyzzyplugh');
    await expect(page.getByText('Nothing found for “xyzzyplugh”.')).toBeVisible();
    await search.fill(`"&|!:*'`);
    await expect(page.getByText(`Nothing found for “"&|!:*'”.`)).toBeVisible();
  });

  await test.step('signing out ends it, also for the way back', async () => {
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await page.goBack();
    await expect(page.getByLabel('Password')).toBeVisible();
    expect((await context.request.get('/api/session')).status()).toBe(401);
  });
});
