/** Below this a phone's keyboard is open, or the phone lies on its side: the text needs all there is. */
const TIGHT_PIXELS = 560;
/** As in the styles: beyond it there is room for all. */
const WIDE_PIXELS = 960;

/** What of the screen can be seen, which is less than the page is told while a keyboard lies over it. */
export class Space {
  height = $state(0);
  top = $state(0);
  private writing = $state(false);
  readonly tight = $derived(this.writing && this.height < TIGHT_PIXELS && innerWidth <= WIDE_PIXELS);

  /** Begins to look; what it returns ends it. */
  follow(): () => void {
    const viewport = window.visualViewport;
    const look = () => this.look();
    for (const event of ['resize', 'scroll']) viewport?.addEventListener(event, look);
    this.look();
    return () => {
      for (const event of ['resize', 'scroll']) viewport?.removeEventListener(event, look);
    };
  }

  look(): void {
    this.height = window.visualViewport?.height ?? innerHeight;
    this.top = window.visualViewport?.offsetTop ?? 0;
    this.writing = document.activeElement?.shadowRoot != null;
  }
}
