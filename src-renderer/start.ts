import { createPinia } from 'pinia';
import { createApp, shallowRef } from 'vue';
import App from './App.vue';
import type { Connection } from './client/connection';
import { describeFailure } from './composables/describe-failure';
import type { Opening } from './composables/opening';
import { applyRememberedTheme } from './composables/theme';
import { provideConnection } from './composables/use-connection';
import './styles/index.css';

/** Opens the workbench in `#app`, on whatever connection it is given. */
export function start(connect: () => Promise<Connection>): void {
  applyRememberedTheme();
  const opening = shallowRef<Opening>({ state: 'connecting' });
  const app = createApp(App, { opening });
  app.use(createPinia());
  connect().then(
    (connection) => {
      provideConnection(app, connection);
      connection.onLost((reason) => (opening.value = { state: 'lost', reason }));
      opening.value = { state: 'open' };
    },
    (error: unknown) => (opening.value = { state: 'refused', failure: describeFailure(error) }),
  );
  app.mount('#app');
}
