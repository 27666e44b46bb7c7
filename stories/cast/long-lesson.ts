import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { importDecks } from '../host/steadyboard';
import { findLesson, lesson, type Lesson } from './lessons';

const TITLE = 'A long lesson';
/** The most that a lesson may have. */
const PAGES = 500;

/** A lesson that a story can click through for longer than any host takes to come back. Imported once; again is harmless. */
export async function longLesson(api: APIRequestContext): Promise<Lesson> {
  try {
    return await lesson(api, await findLesson(api, TITLE));
  } catch {
    await importLongLesson();
    return lesson(api, await findLesson(api, TITLE));
  }
}

async function importLongLesson(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'story-deck-'));
  try {
    const pages = Array.from({ length: PAGES }, (_, index) => `# Page ${index + 1}`);
    const deck = `---\ntitle: ${TITLE}\nlanguage: en\n---\n\n${pages.join('\n\n---\n\n')}\n`;
    await writeFile(join(folder, 'long.md'), deck);
    await importDecks(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
