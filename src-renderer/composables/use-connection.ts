import { inject, type App, type InjectionKey } from 'vue';
import type { Connection } from '../client/connection';

const CONNECTION: InjectionKey<Connection> = Symbol('connection');

/** Lets every component and store of an app reach the application. */
export function provideConnection(app: App, connection: Connection): void {
  app.provide(CONNECTION, connection);
}

/** The application behind this window; for components and stores, in their setup. */
export function useConnection(): Connection {
  const connection = inject(CONNECTION);
  if (connection === undefined) throw new Error('there is no connection before the window is open');
  return connection;
}
