import { recall, remember } from './memory';

export type ThemeChoice = 'auto' | 'light' | 'dark';

const KEY = 'steadyboard.theme';
const device = matchMedia('(prefers-color-scheme: dark)');

export function isThemeChoice(value: unknown): value is ThemeChoice {
  return value === 'auto' || value === 'light' || value === 'dark';
}

/** Light or dark: what was chosen on this device, otherwise what the device itself uses. */
class Theme {
  choice = $state<ThemeChoice>('auto');

  start(): void {
    const kept = recall<unknown>(KEY);
    if (isThemeChoice(kept)) this.choice = kept;
    device.addEventListener('change', () => this.apply());
    this.apply();
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    remember(KEY, choice);
    this.apply();
  }

  private apply(): void {
    const dark = this.choice === 'dark' || (this.choice === 'auto' && device.matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }
}

export const theme = new Theme();
