import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '../cast/school';
import { dataFolder, ROOT } from '../host/steadyboard';

const run = promisify(execFile);

test('commands work beside options that the environment has for every JVM', async () => {
  const data = dataFolder();
  test.skip(data === null, 'only with hosts of the stories (STEADYBOARD_DATA)');
  const env = { ...process.env, JAVA_TOOL_OPTIONS: '-Dstory=1', JDK_JAVA_OPTIONS: '-Dstory=2' };
  const { stdout, stderr } = await run(resolve(ROOT, 'steadyboard'), ['status', '--json', '--data', data!], { env });
  expect(stderr, 'the hazard is real').toContain('JAVA_TOOL_OPTIONS');
  expect((JSON.parse(stdout) as { hosts: { id: string }[] }).hosts.map(({ id }) => id)).toEqual(['a', 'b']);
});
