import type { Connection } from './connection.svelte';
import { SOFT_LIMIT_MILLIS } from './hostChoice';
import type { Host } from './hosts';
import { PROTOCOL, type ServerToTeacher, type TeacherToServer } from './protocol';
import { isTrouble } from './trouble';

type Pair = Extract<TeacherToServer, { type: 'pair' }>;
export type PairAnswer = Extract<ServerToTeacher, { type: 'paired' | 'refused' }>;

/** A host that has said hello has this long for the pairing itself. */
const ANSWER_MILLIS = 4000;

/**
 * Takes a pair request to another host over a teacher connection of its own, which ends with the answer. Null when that
 * host cannot be reached, or cannot say.
 */
export function pairAt(
  connection: Connection,
  host: Host,
  clientId: string,
  request: Pair,
): Promise<PairAnswer | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${host.url.replace(/^http/, 'ws')}/ws/teacher`);
    let timer = setTimeout(() => end(null), SOFT_LIMIT_MILLIS);
    const say = (message: TeacherToServer) => socket.send(JSON.stringify(message));

    function end(answer: PairAnswer | null): void {
      clearTimeout(timer);
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      if (answer) connection.answered(host, [], 0);
      resolve(answer);
    }

    socket.onclose = () => end(null);
    socket.onopen = () => {
      say({ type: 'hello', protocol: PROTOCOL, clientId });
      say(request);
      clearTimeout(timer);
      timer = setTimeout(() => end(null), ANSWER_MILLIS);
    };
    socket.onmessage = (event: MessageEvent) => {
      let message: ServerToTeacher;
      try {
        message = JSON.parse(String(event.data)) as ServerToTeacher;
      } catch {
        return;
      }
      const mine = 'requestId' in message && message.requestId === request.requestId;
      if (message.type === 'paired' && mine) end(message);
      else if (message.type === 'refused' && mine) end(isTrouble(message.code) ? null : message);
      else if (message.type === 'problem' && isTrouble(message.code)) end(null);
    };
  });
}
