import { join } from 'node:path';

/* The bundler puts every entry into one folder, this file's code included. */

export const ENGINE_ENTRY = join(__dirname, 'engine.cjs');
export const CHECK_WORKER_ENTRY = join(__dirname, 'store-check.cjs');
export const CARE_WORKER_ENTRY = join(__dirname, 'store-care.cjs');
export const JUDGE_ENTRY = join(__dirname, 'judge.cjs');
export const LAB_ENTRY = join(__dirname, 'lab.cjs');
