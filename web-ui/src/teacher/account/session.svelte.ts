import { isThemeChoice, theme, type ThemeChoice } from '../../look/theme.svelte';
import { ApiError, type ApiClient } from '../../net/api';
import { reconnectDelayMillis } from '../../net/reconnect';
import { isLanguage, type LanguageCode } from '../../words/choice';
import { language } from '../../words/language.svelte';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name?: string | null;
  readonly role?: string;
}

/** What a teacher chose, kept with the account. Keys that we do not know are kept as they are. */
export interface Preferences {
  readonly language?: LanguageCode;
  readonly theme?: ThemeChoice;
  readonly steeredBoards?: readonly string[];
}

/** Who is signed in here. `account` null: nobody; undefined: not known yet. */
export class Session {
  account = $state.raw<Account | null | undefined>(undefined);
  problem = $state.raw<ApiError | null>(null);
  preferences = $state.raw<Preferences>({});

  constructor(private readonly api: ApiClient) {
    api.onSignedOut = () => (this.account = null);
  }

  /** Asks who is signed in, again and again while no host can be reached. */
  async start(): Promise<void> {
    for (let attempt = 0; this.account === undefined; attempt++) {
      try {
        const answer = await this.api.request<{ account: Account }>('/api/session');
        this.problem = null;
        await this.entered(answer.account);
      } catch (error) {
        if (this.account !== undefined) return;
        this.problem = error instanceof ApiError ? error : new ApiError('internal', 0);
        await new Promise((resolve) => setTimeout(resolve, 500 + reconnectDelayMillis(attempt, Math.random())));
      }
    }
  }

  /** @throws ApiError when the host refuses or is not reached */
  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.api.request<{ account: Account }>('/api/session', {
      method: 'PUT',
      body: { email, password },
      plain: true,
    });
    await this.entered(answer.account);
  }

  async signOut(): Promise<void> {
    await this.api.request('/api/session', { method: 'DELETE', plain: true });
    this.account = null;
  }

  /** Whether the session still stands; asked when the socket is refused. */
  async check(): Promise<void> {
    await this.api.request('/api/session').catch(() => undefined);
  }

  keep(change: Preferences): void {
    this.preferences = { ...this.preferences, ...change };
    // The device keeps its own copy; a lost write is made good by the next choice.
    const put = { method: 'PUT', body: this.preferences, plain: true } as const;
    this.api.request('/api/account/preferences', put).catch(() => undefined);
  }

  private async entered(account: Account): Promise<void> {
    try {
      this.preferences = (await this.api.request<Preferences | null>('/api/account/preferences')) ?? {};
      if (isLanguage(this.preferences.language)) language.choose(this.preferences.language);
      if (isThemeChoice(this.preferences.theme)) theme.choose(this.preferences.theme);
    } catch {
      // The device's own choices serve.
    }
    this.account = account;
  }
}
