import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './steadyboard';

/** In the environment of whatever runs in place of a native program, and nowhere else. */
export const STAND_IN = 'STEADYBOARD_STAND_IN';

/**
 * A folder of programs for NATIVE_PROGRAMS on a machine that cannot build any: each takes and refuses the options that a
 * native program does, and then is the service's jar. What only native-image makes of our sources is tested elsewhere
 * (architecture/).
 *
 * @param java the JVM's program that they are run by
 */
export async function standIns(folder: string, java: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const service of ['lesson-service', 'board-service', 'media-sync-service']) {
    const jar = join(ROOT, service, 'target/quarkus-app/quarkus-run.jar');
    await writeFile(join(folder, service), scriptOf(java, jar), { mode: 0o755 });
  }
  return folder;
}

/** Options stand before the jar for a JVM, and anywhere for a native program. */
function scriptOf(java: string, jar: string): string {
  return `#!/bin/sh
words=
options=
for word; do
  case "$word" in
    -Xm[xsn]* | -XX:+ExitOnOutOfMemoryError) options="$options $word" ;;
    -X* | -agentlib* | -cp) echo "error: Unrecognized option: $word" >&2; exit 1 ;;
    *) words="$words $word" ;;
  esac
done
export ${STAND_IN}=1
exec "${java}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 $options -jar "${jar}" $words
`;
}
