import type { HostId } from '../host/steadyboard';
import { Clicking } from './clicking';
import type { Fault, Scene } from './faults';
import type { Lesson } from './lessons';
import { Link } from './link';
import { openClassroomAcross, type Classroom } from './pairing';
import { AIMS, type Finding } from './findings';
import { expect, type School } from './school';
import { isConnectedTo } from './sockets';

/** How long each fault lasts. */
export const HOLD_MILLIS = 1000 * Number(process.env.STEADYBOARD_HOLD_SECONDS ?? 60);
/** What comes this long after the beginning has had time to be seen and answered. */
export const SETTLED_MILLIS = 10_000;
/**
 * A class that is stopped by a fault has a click that takes longer than this: what no class is to wait for. It need not
 * stand still for as long as the fault lasts: a stream whose answers only are lost goes on until its host gives it up,
 * and hosts open a stuck one anew by themselves. Of a fault of 12 s, 4.6 s were left at the least.
 */
const STOOD_STILL_MILLIS = AIMS.first;
const CONTROL_MILLIS = 8_000;
const CLICKS_BEFORE = 3;
const CLICKS_AFTER = 5;
/** A board this many clicks behind does not show what the teacher is told that it shows. */
const FAR_BEHIND = 3;

interface Standing {
  readonly teacherOn: HostId;
  readonly boardOn: HostId;
  /** Each end may use the one host only that it began on. */
  readonly lonely: boolean;
}

interface Room extends Classroom, Standing {}

/** Every way in which a class can stand to the host that breaks. */
const ROOMS: readonly Standing[] = [
  { teacherOn: 'a', boardOn: 'b', lonely: false },
  { teacherOn: 'b', boardOn: 'a', lonely: false },
  { teacherOn: 'b', boardOn: 'b', lonely: false },
];
const LONELY: Standing = { teacherOn: 'a', boardOn: 'b', lonely: true };
/** On a machine that is short of breath a page may leave a host that is slow just then. */
const MOST_OPENINGS = 3;

/**
 * Classes at their work while the fault of host b is made, held and mended; what each of them had of it. Where the fault
 * must stop a class that has no choice of host, such a class is the control.
 */
export async function teachThrough(fault: Fault, school: School, lesson: Lesson): Promise<readonly Finding[]> {
  const cable = new Link();
  const proxy = await cable.plug();
  const wanted = fault.stopsTheLonely ? [...ROOMS, LONELY] : ROOMS;
  const rooms: Room[] = [];
  for (const room of wanted) rooms.push(await openRoom(school, lesson, room, proxy));
  const scene: Scene = { cable, page: rooms[0]!.teacher.page };
  try {
    const clicking = await Promise.all(rooms.map((room) => Clicking.begin(room, lesson)));
    await each(clicking, (one) => one.more(CLICKS_BEFORE));

    const strayed = rooms.map((room) => !standsRight(room));
    const began = Date.now();
    await fault.make(scene);
    await expect
      .poll(() => fault.control(scene), { message: 'control: the fault can be felt', timeout: CONTROL_MILLIS })
      .toBeNull();
    await until(began + HOLD_MILLIS);
    const screens = await Promise.all(rooms.map((room, index) => screenOf(room, clicking[index]!)));
    const mended = Date.now();
    await fault.mend(scene);

    await each(clicking, (one) => one.more(CLICKS_AFTER));
    const ends = await Promise.all(clicking.map((one) => one.stop()));
    return rooms.map((room, index) => {
      const { times, inStep, wentBack } = ends[index]!;
      return {
        fault: fault.name,
        teacher: room.teacherOn,
        board: room.boardOn,
        lonely: room.lonely,
        strayed: strayed[index]!,
        clicks: times.clicks.length,
        firstMillis: times.between(began, began + SETTLED_MILLIS).longest,
        laterMillis: times.between(began + SETTLED_MILLIS, mended).longest,
        afterMillis: times.between(mended, Infinity).longest,
        lost: times.lost,
        inStep,
        wentBack,
        stoodStill: times.between(began, mended).longest > STOOD_STILL_MILLIS,
        screen: screens[index]!,
      };
    });
  } finally {
    await fault.mend(scene);
    await cable.unplug();
  }
}

async function openRoom(
  school: School,
  lesson: Lesson,
  standing: Standing,
  proxy: { server: string; bypass: string },
): Promise<Room> {
  const hosts = { teacher: standing.teacherOn, board: standing.boardOn };
  for (let opening = 1; ; opening++) {
    const { teacher, board } = await openClassroomAcross(school, lesson.id, hosts, { proxy });
    const room = { teacher, board, ...standing };
    if (standing.lonely) {
      await teacher.stayOn(hosts.teacher);
      await board.stayOn(hosts.board);
    }
    if (standsRight(room) || opening === MOST_OPENINGS) return room;
    await Promise.all([teacher, board].map(({ page }) => page.context().close()));
  }
}

function standsRight({ teacher, board, teacherOn, boardOn }: Room): boolean {
  return isConnectedTo(teacher.page, teacherOn) && isConnectedTo(board.page, boardOn);
}

/** What the teacher is told about the board, against what is so. */
async function screenOf({ teacher }: Classroom, clicking: Clicking): Promise<Finding['screen']> {
  const [told, behind] = await Promise.all([teacher.toldOfBoard(), clicking.behind()]);
  if (told.live && told.away) return 'contradicts itself';
  return told.live && behind >= FAR_BEHIND ? 'claims what is not so' : 'true';
}

async function each<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  await Promise.all(all.map(act));
}

/** The fault is held for a time: nothing is waited for. */
function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time - Date.now()));
}
