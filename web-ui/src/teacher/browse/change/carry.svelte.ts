import type { TreeNode } from '../../catalog';
import { sayTree } from '../../../words/teacher/tree';
import type { Desk } from './desk.svelte';
import { mayPut } from './rights';
import { afterOf, spotAt, type Box, type Spot } from './spots';
import { before, insertAfter } from './writes';

/** A press that moves less than this is no carrying, in CSS pixels. */
const BEGIN_PIXELS = 5;
/** This near to the upper or lower edge of the window what is carried scrolls the page. */
const EDGE_PIXELS = 72;
const SCROLL_PIXELS = 12;

/** Where cards are carried to and fro. */
export interface Place {
  /** The cards' list: each card has `data-node` with its id. Above it, links with `data-drop` are places too ('' the top). */
  readonly list: () => HTMLElement | undefined;
  /** What stands here, in order. */
  readonly nodes: () => readonly TreeNode[];
  readonly parent: () => string | null;
  /** What is above, the topmost first. */
  readonly above: () => readonly TreeNode[];
}

interface ByPointer {
  readonly by: 'pointer';
  readonly node: TreeNode;
  readonly dx: number;
  readonly dy: number;
  /** Beside or into a card, or into what a link above leads to. */
  readonly spot: Spot | null;
  readonly up: HTMLElement | null;
}

interface ByKeys {
  readonly by: 'keys';
  readonly node: TreeNode;
  readonly index: number;
}

/** Carries one card at a time, by pointer (mouse, pen, finger) or by keys, and puts it down through the desk. */
export class Carry {
  held = $state.raw<ByPointer | ByKeys | null>(null);
  /** What a screen reader is to say. */
  told = $state('');
  private point = { x: 0, y: 0 };

  constructor(
    private readonly desk: Desk,
    private readonly place: Place,
  ) {}

  /** As it would be if what is held by keys were put down now. */
  order(nodes: readonly TreeNode[]): readonly TreeNode[] {
    const held = this.held;
    if (held?.by !== 'keys') return nodes;
    const others = nodes.filter((one) => one.id !== held.node.id);
    return insertAfter(others, held.node, held.index === 0 ? null : others[held.index - 1]?.id);
  }

  /** What a card is to look like while something is carried over it; '' when it is not meant. */
  mark(id: string): 'held' | 'before' | 'after' | 'into' | '' {
    const held = this.held;
    if (held?.node.id === id) return 'held';
    return held?.by === 'pointer' && !held.up && held.spot?.id === id ? held.spot.at : '';
  }

  shift(id: string): string | null {
    const held = this.held;
    return held?.by === 'pointer' && held.node.id === id ? `translate(${held.dx}px, ${held.dy}px)` : null;
  }

  press(event: PointerEvent, node: TreeNode): void {
    if (event.button !== 0 || this.held?.by === 'pointer') return;
    this.cancel();
    const grip = event.currentTarget as HTMLElement;
    grip.setPointerCapture(event.pointerId);
    const ends = new AbortController();
    const start = { x: event.clientX, y: event.clientY, scroll: scrollY };
    this.point = { x: start.x, y: start.y };
    const drag = () => {
      const dx = this.point.x - start.x;
      const dy = this.point.y - start.y + scrollY - start.scroll;
      if (!this.held && Math.hypot(dx, dy) < BEGIN_PIXELS) return;
      this.desk.holding = true;
      this.over({ by: 'pointer', node, dx, dy, ...this.target(node) });
    };
    const follow = () => {
      if (ends.signal.aborted) return;
      if (this.held && scrollAtEdge(this.point.y)) drag();
      requestAnimationFrame(follow);
    };
    const finish = (put: boolean) => {
      ends.abort();
      const held = this.held;
      this.over(null);
      this.desk.holding = false;
      if (put && held?.by === 'pointer') this.put(held);
    };
    const on = <K extends keyof WindowEventMap>(type: K, hear: (event: WindowEventMap[K]) => void) =>
      window.addEventListener(type, hear, { signal: ends.signal });
    on('pointermove', (moved) => {
      this.point = { x: moved.clientX, y: moved.clientY };
      drag();
    });
    on('pointerup', () => finish(true));
    on('pointercancel', () => finish(false));
    on('blur', () => finish(false));
    on('keydown', (pressed) => {
      if (pressed.key === 'Escape') finish(false);
    });
    requestAnimationFrame(follow);
  }

  /** Whether the key meant something here. */
  key(key: string, node: TreeNode): boolean {
    const held = this.held;
    if (held?.by !== 'keys' || held.node.id !== node.id) {
      if (key !== 'Enter' && key !== ' ') return false;
      this.take(node);
      return true;
    }
    const last = this.place.nodes().length - 1;
    const to = {
      ArrowUp: held.index - 1,
      ArrowLeft: held.index - 1,
      ArrowDown: held.index + 1,
      ArrowRight: held.index + 1,
      Home: 0,
      End: last,
    }[key];
    if (to !== undefined) this.carryTo(held, Math.min(last, Math.max(0, to)));
    else if (key === 'Enter' || key === ' ') this.putDown(held);
    else if (key === 'Escape') this.cancel();
    else return false;
    return true;
  }

  take(node: TreeNode): void {
    const nodes = this.place.nodes();
    const index = nodes.findIndex((one) => one.id === node.id);
    this.desk.holding = true;
    this.held = { by: 'keys', node, index };
    this.told = sayTree().taken(node.title, index + 1, nodes.length);
  }

  /** One place on or back, in one go. */
  step(node: TreeNode, by: 1 | -1): void {
    const nodes = this.place.nodes();
    const index = nodes.findIndex((one) => one.id === node.id);
    this.putDown({ by: 'keys', node, index: Math.min(nodes.length - 1, Math.max(0, index + by)) });
  }

  cancel(): void {
    if (this.held) this.told = sayTree().putBack(this.held.node.title);
    this.over(null);
    this.desk.holding = false;
  }

  private carryTo(held: ByKeys, index: number): void {
    this.held = { ...held, index };
    this.told = sayTree().at(held.node.title, index + 1, this.place.nodes().length);
  }

  private putDown(held: ByKeys): void {
    const nodes = this.place.nodes();
    this.held = null;
    this.desk.holding = false;
    this.told = sayTree().putDown(held.node.title, held.index + 1, nodes.length);
    if (nodes[held.index]?.id === held.node.id) return;
    const others = nodes.filter((one) => one.id !== held.node.id);
    this.move(held.node, this.place.parent(), others[held.index - 1]?.id ?? null);
  }

  private put({ node, spot, up }: ByPointer): void {
    if (up) this.move(node, up.dataset.drop || null, undefined);
    else if (spot?.at === 'into') this.move(node, spot.id, undefined);
    else if (spot) {
      const order = this.place.nodes().map((one) => one.id);
      const after = afterOf(spot, order, node.id);
      if (after !== undefined) this.move(node, this.place.parent(), after);
    }
  }

  private move(node: TreeNode, parentId: string | null, after: string | null | undefined): void {
    this.desk.move(node, parentId, after, before(this.place.nodes(), node.id));
  }

  private over(held: ByPointer | null): void {
    const former = this.held?.by === 'pointer' ? this.held.up : null;
    if (former !== held?.up) {
      former?.removeAttribute('data-over');
      held?.up?.setAttribute('data-over', '');
    }
    this.held = held;
  }

  private target(node: TreeNode): { readonly spot: Spot | null; readonly up: HTMLElement | null } {
    const { x, y } = this.point;
    const up = [...document.querySelectorAll<HTMLElement>('[data-drop]')].find((link) => {
      const { left, top, right, bottom } = link.getBoundingClientRect();
      return x >= left && x <= right && y >= top && y <= bottom && this.mayGoUp(node, link.dataset.drop ?? '');
    });
    return up ? { up, spot: null } : { up: null, spot: spotAt(x, y, this.boxes(node), this.isColumn()) };
  }

  private mayGoUp(node: TreeNode, id: string): boolean {
    const above = id === '' ? null : this.place.above().find((one) => one.id === id);
    return above !== undefined && (above?.id ?? null) !== this.place.parent() && mayPut(this.desk.account, node, above);
  }

  private isColumn(): boolean {
    const list = this.place.list();
    return !list || !getComputedStyle(list).gridTemplateColumns.includes(' ');
  }

  private boxes(node: TreeNode): Box[] {
    const nodes = new Map(this.place.nodes().map((one) => [one.id, one]));
    const cards = [...(this.place.list()?.querySelectorAll<HTMLElement>('[data-node]') ?? [])];
    return cards.flatMap((card) => {
      const one = nodes.get(card.dataset.node ?? '');
      if (!one || one.id === node.id) return [];
      const { left, top, right, bottom } = card.getBoundingClientRect();
      return [{ id: one.id, left, top, right, bottom, takes: mayPut(this.desk.account, node, one) }];
    });
  }
}

function scrollAtEdge(y: number): boolean {
  const by = y < EDGE_PIXELS ? -SCROLL_PIXELS : y > innerHeight - EDGE_PIXELS ? SCROLL_PIXELS : 0;
  if (by !== 0) window.scrollBy(0, by);
  return by !== 0;
}
