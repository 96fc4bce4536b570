import { app, type Session, type WebContents } from 'electron';
import { PAGE_ORIGIN } from '@shared/contract/channel';

/*
 * What a page could reach beyond its own files, taken away in several places: should one fail, another holds.
 */

/** To be called before the program is ready. */
export function lockDownProgram(): void {
  // Started with --no-sandbox (tests as root, who cannot have one), asking for it would end every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // No name resolves, and nothing is fetched for the browser's own purposes.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('no-pings');
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents));
}

export function lockDownSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isOwn(url) }));
  // Copying what the page shows is the one thing that it may ask for.
  session.setPermissionRequestHandler((contents, permission, decide) => {
    decide(isCopying(permission) && isOwn(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => isCopying(permission) && isOwn(`${origin.replace(/\/$/, '')}/`),
  );
  session.setDevicePermissionHandler(() => false);
  // Files that the page made itself may be saved, by a dialog; nothing else can be downloaded.
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${PAGE_ORIGIN}/`)) event.preventDefault();
  });
  session.setSpellCheckerEnabled(false);
}

function lockDownContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // The page is one; where it wants to go, it cannot. Loading it again stays possible.
  contents.on('will-navigate', (event, url) => {
    if (url !== `${PAGE_ORIGIN}/`) event.preventDefault();
  });
  // The one address that a page reaches without being asked. It is empty, and no way back leads from there.
  contents.on('did-navigate', (_event, url) => {
    if (url === 'about:blank') void contents.loadURL(`${PAGE_ORIGIN}/`);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

function isOwn(url: string): boolean {
  return [`${PAGE_ORIGIN}/`, `blob:${PAGE_ORIGIN}/`, 'data:', 'devtools://devtools/'].some((start) =>
    url.startsWith(start),
  );
}

function isCopying(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}
