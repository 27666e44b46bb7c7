import { ApiClient } from './api';
import { loadHosts, type Host } from './hosts';

/** Where this page talks to: the one place that knows which API host is in use. */
export class Connection {
  readonly api = new ApiClient(() => this.host.url);
  private host: Host;

  constructor(readonly hosts: readonly Host[]) {
    const first = hosts[0];
    if (!first) throw new Error('A connection needs at least one host.');
    this.host = hosts.find((host) => host.url === location.origin) ?? first;
  }

  static async open(): Promise<Connection> {
    return new Connection(await loadHosts(location.origin));
  }

  get origin(): string {
    return this.host.url;
  }

  socketUrl(path: '/ws/board' | '/ws/teacher'): string {
    return this.host.url.replace(/^http/, 'ws') + path;
  }
}
