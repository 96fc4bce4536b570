import { setFlagsFromString } from 'node:v8';

/** The little of WebAssembly that the kernels need; Node has it, its types do not. */
export interface CompiledModule {
  readonly kind?: 'WebAssembly.Module';
}
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => CompiledModule;
  readonly Instance: new (module: CompiledModule) => { readonly exports: { readonly memory: KernelMemory } };
  readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean;
};

// Without this V8 starts a module in its quick baseline compiler, whose code takes up to ten times as long, and a
// kernel's first calls are long.
setFlagsFromString('--no-liftoff');

export function compile(bytes: Uint8Array<ArrayBuffer>): CompiledModule {
  return new WebAssembly.Module(bytes);
}

/** Modules by what they are made for; they hold code only, so that many instances can share one. */
const MODULES = new Map<string, CompiledModule>();
/** An experiment has a few shapes; one that has more compiles some of them again, in a few milliseconds. */
const MODULES_KEPT = 64;

export function compiled(key: string, build: () => Uint8Array<ArrayBuffer>): CompiledModule {
  const module = MODULES.get(key) ?? compile(build());
  // The last used is the last in order; the first is the one to go.
  MODULES.delete(key);
  MODULES.set(key, module);
  if (MODULES.size > MODULES_KEPT) MODULES.delete(MODULES.keys().next().value!);
  return module;
}

/** A fresh instance with its own memory. Who built the module knows what it exports. */
export function instantiate(module: CompiledModule): { memory: KernelMemory; exports: object } {
  const { exports } = new WebAssembly.Instance(module);
  return { memory: exports.memory, exports };
}

export function isValid(bytes: Uint8Array<ArrayBuffer>): boolean {
  return WebAssembly.validate(bytes);
}
