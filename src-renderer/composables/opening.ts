import type { Failure } from './describe-failure';

/** How far a window has come in reaching the application. */
export type Opening =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'refused'; readonly failure: Failure }
  | { readonly state: 'lost'; readonly reason: string };
